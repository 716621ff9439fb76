/** The look: colours that pass contrast, light or dark as the reader or their machine likes it, in their language. */
import { App, ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect } from 'react'
import { lang } from '../text.ts'
import { useTheme } from './theme.ts'

dayjs.locale(lang === 'en' ? 'en' : 'zh-cn')

const LIGHT = {
  colorPrimary: '#0958d9',
  colorPrimaryHover: '#1d62d6',
  colorLink: '#0958d9',
  colorLinkHover: '#1d62d6',
  colorTextTertiary: '#5f6b7a',
  colorTextPlaceholder: '#68737f',
  colorSuccessBg: '#f6ffed',
  colorSuccessBorder: '#b7eb8f',
  colorWarningBg: '#fffbe6',
  colorWarningBorder: '#ffe58f',
  colorErrorBg: '#fff2f0',
  colorErrorBorder: '#ffccc7',
}
const DARK = {
  colorPrimary: '#3c89e8',
  colorLink: '#7cb3ff',
  colorTextTertiary: '#a0a9b5',
  colorTextPlaceholder: '#98a1ad',
}

const LESS_MOTION = matchMedia('(prefers-reduced-motion: reduce)').matches

export function Themed({ children }: { children: ReactNode }) {
  const { isDark } = useTheme()
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
  }, [isDark])
  return (
    <ConfigProvider
      locale={lang === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      theme={{
        ...(isDark && { components: { Menu: { itemSelectedColor: '#a8ceff' } } }),
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        ...(isDark && { components: { Menu: { itemSelectedColor: '#a9cdff' } } }),
        token: {
          ...(isDark ? DARK : LIGHT),
          borderRadius: 6,
          // The style sheet takes transitions away; nothing may wait for their end.
          motion: !LESS_MOTION,
          colorSuccess: isDark ? '#6abe39' : '#237804',
          colorWarning: isDark ? '#d8bd14' : '#945800',
          colorError: isDark ? '#ff7875' : '#cf1322',
          fontFamily: 'inherit',
        },
        ...(isDark && { components: { Menu: { itemSelectedColor: '#a9cbff' } } }),
      }}
    >
      <App style={{ minHeight: '100%' }}>{children}</App>
    </ConfigProvider>
  )
}
