/** The frame of a workbench: doors above, places at the side (below on a phone), and what everybody needs at hand. */
import { MenuOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { DOORS, type DoorName } from '../doors.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { Loading } from '../ui/Loading.tsx'
import { useLive } from '../ui/live.ts'
import { Offline } from '../ui/Offline.tsx'
import { useWide } from '../ui/wide.ts'
import { Account } from './Account.tsx'
import { Keys } from './Keys.tsx'
import { Bell } from './lights/Bell.tsx'
import { Palette } from './Palette.tsx'
import { PhoneBar, Places } from './Places.tsx'
import './shell.css'

const PlacesDrawer = lazy(() => import('./PlacesDrawer.tsx').then(m => ({ default: m.PlacesDrawer })))

/** One place of a workbench. */
export interface Place {
  /** Below the door, e.g. `/queue`. */
  path: string
  zh: string
  en: string
  icon: ReactNode
  /** How much waits there. */
  count?: number | undefined
  /** Stands in the bar at the bottom of a phone; five at most. */
  onPhone?: boolean
}

interface Props {
  door: DoorName
  places: readonly Place[]
  children: ReactNode
}

/** The place whose path is the longest beginning of the present one. */
function placeOf(places: readonly Place[], path: string): Place | undefined {
  const fits = places.filter(p => path === p.path || path.startsWith(`${p.path === '/' ? '' : p.path}/`))
  return fits.sort((a, b) => b.path.length - a.path.length)[0]
}

export function Shell({ door, places, children }: Props) {
  const [path] = useLocation()
  const isWide = useWide(992)
  const [isOpen, setOpen] = useState(false)
  const { may } = useSession()
  useLive(may('appeal.read'))
  const here = placeOf(places, path)?.path ?? ''
  return (
    <div className="shell">
      <a className="skip-link no-print" href="#main">
        {t('跳到内容', 'Skip to content')}
      </a>
      <Header door={door} onMenu={isWide ? null : () => setOpen(true)} />
      <div className="shell-body">
        {isWide && (
          <div className="shell-side no-print">
            <nav aria-label={t('工作台', 'Workbench')}>
              <Places places={places} here={here} />
            </nav>
          </div>
        )}
        <main id="main" tabIndex={-1} className="shell-main">
          <Offline />
          <Suspense fallback={<Loading whole />}>{children}</Suspense>
        </main>
      </div>
      {!isWide && <PhoneBar places={places} here={here} />}
      {isOpen && !isWide && (
        <Suspense>
          <PlacesDrawer places={places} here={here} onClose={() => setOpen(false)} />
        </Suspense>
      )}
      <Palette places={places} />
      <Keys />
    </div>
  )
}

function Header({ door, onMenu }: { door: DoorName; onMenu: (() => void) | null }) {
  const { may } = useSession()
  return (
    <header className="shell-head no-print">
      {onMenu && (
        <Button
          type="text"
          aria-label={t('菜单', 'Menu')}
          icon={<MenuOutlined style={{ color: '#fff' }} />}
          onClick={onMenu}
        />
      )}
      <a href="/" className="shell-name">
        一单
      </a>
      <nav aria-label={t('入口', 'Doors')} className="shell-doors">
        {DOORS.filter(d => may(...d.may)).map(d => (
          <a key={d.name} href={`/${d.name}`} aria-current={d.name === door ? 'page' : undefined}>
            {t(d.zh, d.en)}
          </a>
        ))}
      </nav>
      {may('appeal.read') && <Bell />}
      <Account />
    </header>
  )
}
