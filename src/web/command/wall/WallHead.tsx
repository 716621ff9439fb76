/** Above the wall: whose city, what day and time it is, whether it is live, and how to leave. */
import { BulbOutlined, CloseOutlined, FullscreenOutlined } from '@ant-design/icons'
import { Link } from 'wouter'
import { lang, t } from '../../text.ts'
import { spoken } from '../../ui/moment.ts'
import { useNow } from '../../ui/When.tsx'
import type { Overview } from '../overview.ts'

interface Props {
  overview: Overview | undefined
  isStale: boolean
  isLight: boolean
  onTheme: () => void
}

const clock = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.documentElement.requestFullscreen().catch(() => {})
}

export function WallHead({ overview, isStale, isLight, onTheme }: Props) {
  const now = useNow(10_000)
  return (
    <header className="wall-head">
      <h1>
        {overview
          ? t(`${overview.unit.name}接诉即办`, `${overview.unit.name} – hearing its people`)
          : t('接诉即办', 'Yidan')}
      </h1>
      <time dateTime={new Date(now).toISOString()}>{clock.format(now)}</time>
      <span role="status" className={isStale ? 'wall-live is-stale' : 'wall-live'}>
        <span aria-hidden="true">●</span>{' '}
        {isStale
          ? t('连接中断，显示的是此前的数字', 'No connection: earlier numbers')
          : overview?.changedAt
            ? t(
                `实时 · 最近变动 ${spoken(Date.parse(overview.changedAt), now)}`,
                `Live · last change ${spoken(Date.parse(overview.changedAt), now)}`,
              )
            : t('实时', 'Live')}
      </span>
      <nav aria-label={t('大屏', 'Wall')} className="no-print">
        <button
          type="button"
          onClick={onTheme}
          aria-pressed={isLight}
          aria-label={t('浅色', 'Light colours')}
        >
          <BulbOutlined />
        </button>
        <button type="button" onClick={toggleFullScreen} aria-label={t('全屏', 'Full screen')}>
          <FullscreenOutlined />
        </button>
        <Link to="/" aria-label={t('离开大屏', 'Leave the wall')}>
          <CloseOutlined />
        </Link>
      </nav>
    </header>
  )
}
