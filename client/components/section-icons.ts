import { BarChartOutlined, CheckSquareOutlined, FileTextOutlined, LayoutOutlined, SettingOutlined } from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Section } from '../../server/domain/views.js';

export const sectionIcons: Record<Section, ComponentType<{ 'aria-hidden'?: boolean }>> = {
  todo: CheckSquareOutlined,
  reports: FileTextOutlined,
  sums: BarChartOutlined,
  forms: LayoutOutlined,
  settings: SettingOutlined,
};
