import type { ThemeConfig } from 'antd';

export const fontFamily = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif';

/** antd in the colours of styles.css; nothing is animated. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#12606e',
    colorInfo: '#12606e',
    colorLink: '#12606e',
    colorSuccess: '#2c7a4b',
    colorWarning: '#a15c07',
    colorError: '#b3261e',
    colorText: '#1d2529',
    colorTextSecondary: '#57646b',
    colorTextDescription: '#57646b',
    colorTextPlaceholder: '#6b777d',
    colorBorder: '#c4ced2',
    colorBgMask: 'rgb(30 45 52 / 32%)',
    colorBgLayout: '#f4f6f6',
    borderRadius: 4,
    fontSize: 14,
    controlHeight: 34,
    fontFamily,
    motion: false,
    wireframe: false,
    boxShadow: '0 4px 18px rgb(20 40 50 / 14%)',
  },
  components: {
    TreeSelect: { nodeSelectedBg: '#e3eef0', nodeHoverBg: '#f0f5f6' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Table: { headerBg: '#eef2f3', headerSplitColor: 'transparent', rowHoverBg: '#f4f8f9', cellPaddingBlock: 9, cellPaddingInline: 12, borderColor: '#e2e8ea' },
  },
};
