import BarChartOutlined from '@ant-design/icons/BarChartOutlined';
import CheckSquareOutlined from '@ant-design/icons/CheckSquareOutlined';
import FileTextOutlined from '@ant-design/icons/FileTextOutlined';
import LayoutOutlined from '@ant-design/icons/LayoutOutlined';
import SettingOutlined from '@ant-design/icons/SettingOutlined';
import type { ComponentType } from 'react';
import type { Section } from '../../server/domain/views.js';

export const sectionIcons: Record<Section, ComponentType<{ 'aria-hidden'?: boolean }>> = {
  todo: CheckSquareOutlined, reports: FileTextOutlined, sums: BarChartOutlined, forms: LayoutOutlined, settings: SettingOutlined,
};
