/** Who I am, how I like it to look, and the way out. */
import { UserOutlined } from '@ant-design/icons'
import { useSession } from '../session.tsx'
import { lang, setLang, t } from '../text.ts'
import { MenuButton } from '../ui/MenuButton.tsx'
import { chooseTheme, useTheme } from '../ui/theme.ts'
import { openPalette } from './palette.ts'

export function Account() {
  const { me, signOut } = useSession()
  const { isDark } = useTheme()
  const own = [
    { key: 'palette', label: t('查找与命令 Ctrl+K', 'Find and do, Ctrl+K'), onClick: openPalette },
    {
      key: 'lang',
      label: lang === 'zh' ? 'English' : '中文',
      onClick: () => setLang(lang === 'zh' ? 'en' : 'zh'),
    },
    {
      key: 'theme',
      label: isDark ? t('浅色', 'Light') : t('深色', 'Dark'),
      onClick: () => chooseTheme(isDark ? 'light' : 'dark'),
    },
    { key: 'home', label: t('公众首页', 'Public pages'), onClick: () => location.assign('/') },
  ]
  const out = [{ key: 'out', label: t('退出', 'Sign out'), onClick: () => void signOut() }]
  return (
    <MenuButton
      type="text"
      icon={<UserOutlined />}
      className="shell-account"
      side="end"
      parts={[
        { key: 'own', choices: own },
        { key: 'out', choices: out },
      ]}
    >
      {me.name}
    </MenuButton>
  )
}
