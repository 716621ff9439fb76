/** The places of a workbench as links: which one it is, and how much waits there. */
import { Link } from 'wouter'
import { t } from '../text.ts'
import type { Place } from './Shell.tsx'

interface Props {
  places: readonly Place[]
  here: string
  onGo?: () => void
}

export function Places({ places, here, onGo }: Props) {
  return (
    <ul className="places">
      {places.map(p => (
        <li key={p.path}>
          <Link
            to={p.path}
            aria-current={p.path === here ? 'page' : undefined}
            {...(onGo && { onClick: onGo })}
          >
            <span className="place-icon" aria-hidden="true">
              {p.icon}
            </span>
            <span className="place-name">{t(p.zh, p.en)}</span>
            <Count of={p.count} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The places of a phone, under the thumb. */
export function PhoneBar({ places, here }: Props) {
  const shown = places.filter(p => p.onPhone).slice(0, 5)
  if (shown.length < 2) return null
  return (
    <nav aria-label={t('常用', 'Main places')} className="phone-bar no-print">
      {shown.map(p => (
        <Link key={p.path} to={p.path} aria-current={p.path === here ? 'page' : undefined}>
          <span className="place-icon" aria-hidden="true">
            {p.icon}
          </span>
          <span>{t(p.zh, p.en)}</span>
          <Count of={p.count} />
        </Link>
      ))}
    </nav>
  )
}

function Count({ of = 0 }: { of?: number | undefined }) {
  if (of === 0) return null
  return <span className="place-count">{of > 999 ? '999+' : of}</span>
}
