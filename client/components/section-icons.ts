import { BarChartOutlined, CheckSquareOutlined, FileTextOutlined, LayoutOutlined, MailOutlined, SettingOutlined, TeamOutlined } from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Section } from '../../server/domain/views.js';

export const sectionIcons: Record<Section, ComponentType<{ 'aria-hidden'?: boolean }>> = {
  todo: CheckSquareOutlined,
  reports: FileTextOutlined,
  ledger: TeamOutlined,
  letters: MailOutlined,
  sums: BarChartOutlined,
  forms: LayoutOutlined,
  settings: SettingOutlined,
};
