import type { ThemeConfig } from 'antd';
import { theme } from 'antd';

const font =
  '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang TC", "Noto Sans CJK TC", system-ui, sans-serif';

const shared: ThemeConfig['token'] = {
  fontFamily: font,
  fontSize: 14,
  borderRadius: 4,
  borderRadiusLG: 4,
  borderRadiusSM: 3,
  controlHeight: 32,
  wireframe: false,
};

const light: ThemeConfig['token'] = {
  colorPrimary: '#0f6b66',
  colorLink: '#0f6b66',
  colorInfo: '#2563a0',
  colorSuccess: '#247a3f',
  colorWarning: '#b7791f',
  colorError: '#b8352a',
  // The paler red that would be derived falls short of a contrast of 4.5.
  colorErrorHover: '#9c2c22',
  colorTextBase: '#1d2629',
  colorTextSecondary: '#55636a',
  colorTextTertiary: '#5f6d72',
  colorTextDescription: '#5f6d72',
  colorTextPlaceholder: '#66757a',
  colorBorder: '#d5dcde',
  colorBorderSecondary: '#e4e9ea',
  colorBgLayout: '#f5f7f7',
};

const dark: ThemeConfig['token'] = {
  // The dark algorithm darkens its seed; what comes out is --brand.
  colorPrimary: '#68dfd3',
  colorLink: '#68dfd3',
  controlItemBgActive: '#17342f',
  controlItemBgActiveHover: '#1d4039',
  colorInfo: '#7fb4e6',
  colorSuccess: '#6cc389',
  colorWarning: '#e0b055',
  colorError: '#f08b80',
  colorTextBase: '#e4e9ea',
  colorBgBase: '#12181a',
  colorBgContainer: '#1a2123',
  colorBgElevated: '#222b2e',
  colorBgLayout: '#12181a',
  colorTextSecondary: '#a9b6ba',
  colorTextTertiary: '#8d9ca1',
  colorTextDescription: '#8d9ca1',
  colorTextPlaceholder: '#8d9ca1',
  colorBorder: '#3a4548',
  colorBorderSecondary: '#2b3437',
};

/**
 * antd in the colours of global.css: one brand colour, small corners, shadows on overlays only. Motion is switched off
 * here as well as by style sheet: an overlay that waits for the end of a motion that never begins stays off the screen.
 */
export function antdTheme(isDark: boolean, isStill: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: { ...shared, ...(isDark ? dark : light), motion: !isStill },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: isDark ? '#06201d' : '#fff',
        dangerColor: isDark ? '#2b0a07' : '#fff',
      },
      Progress: { defaultColor: isDark ? '#5bc1b6' : '#0f6b66' },
      Table: { cellPaddingBlockMD: 8, cellPaddingBlockSM: 6, headerBorderRadius: 0 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  };
}
