/** The frame of a workbench: doors above, places at the side (below on a phone), and what everybody needs at hand. */
import { MenuOutlined } from '@ant-design/icons'
import { Badge, Button, Drawer, Flex, Grid, Layout, Menu } from 'antd'
import { type ReactNode, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { DOORS, type DoorName } from '../doors.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { Loading } from '../ui/Loading.tsx'
import { useLive } from '../ui/live.ts'
import { Offline } from '../ui/Offline.tsx'
import { Account } from './Account.tsx'
import { Palette } from './Palette.tsx'

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
  const [path, go] = useLocation()
  const isWide = Grid.useBreakpoint().lg ?? true
  const [isOpen, setOpen] = useState(false)
  useLive()
  const here = placeOf(places, path)?.path ?? ''
  const menu = (
    <Menu
      mode="inline"
      selectedKeys={[here]}
      style={{ border: 0 }}
      onClick={({ key }) => {
        go(key)
        setOpen(false)
      }}
      items={places.map(p => ({ key: p.path, icon: p.icon, label: <PlaceName place={p} /> }))}
    />
  )
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip-link" href="#main">
        {t('跳到内容', 'Skip to content')}
      </a>
      <Header door={door} onMenu={isWide ? null : () => setOpen(true)} />
      <Layout hasSider={isWide}>
        {isWide && (
          <Layout.Sider width={200} theme="light" className="no-print">
            <nav aria-label={t('工作台', 'Workbench')} style={{ position: 'sticky', top: 48 }}>
              {menu}
            </nav>
          </Layout.Sider>
        )}
        <Layout.Content
          id="main"
          role="main"
          tabIndex={-1}
          style={{ outline: 'none', minWidth: 0, paddingBottom: isWide ? 0 : 64 }}
        >
          <Offline />
          <Suspense fallback={<Loading whole />}>{children}</Suspense>
        </Layout.Content>
      </Layout>
      {!isWide && <PhoneBar places={places} here={here} go={go} />}
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        placement="left"
        size={280}
        title={t('去哪里', 'Go to')}
      >
        {menu}
      </Drawer>
      <Palette places={places} />
    </Layout>
  )
}

function PlaceName({ place }: { place: Place }) {
  return (
    <Flex justify="space-between" align="center">
      <span>{t(place.zh, place.en)}</span>
      {place.count ? <Badge count={place.count} overflowCount={999} color="#595f69" /> : null}
    </Flex>
  )
}

function Header({ door, onMenu }: { door: DoorName; onMenu: (() => void) | null }) {
  const { may } = useSession()
  const open = DOORS.filter(d => may(...d.may))
  return (
    <Layout.Header
      className="no-print"
      style={{
        position: 'sticky',
        top: 0,
        zIndex: 100,
        height: 48,
        lineHeight: 'normal',
        padding: '0 12px',
        background: '#002c6b',
      }}
    >
      <Flex align="center" gap="small" style={{ height: '100%' }}>
        {onMenu && (
          <Button
            type="text"
            aria-label={t('菜单', 'Menu')}
            icon={<MenuOutlined style={{ color: '#fff' }} />}
            onClick={onMenu}
          />
        )}
        <a href="/" style={{ color: '#fff', fontWeight: 700, fontSize: 18, whiteSpace: 'nowrap' }}>
          一单
        </a>
        <nav aria-label={t('入口', 'Doors')} style={{ flex: 1, overflowX: 'auto' }}>
          <Flex gap={4}>
            {open.map(d => (
              <a
                key={d.name}
                href={`/${d.name}`}
                aria-current={d.name === door ? 'page' : undefined}
                style={{
                  color: '#fff',
                  padding: '6px 10px',
                  borderRadius: 6,
                  whiteSpace: 'nowrap',
                  background: d.name === door ? 'rgba(255,255,255,.2)' : undefined,
                }}
              >
                {t(d.zh, d.en)}
              </a>
            ))}
          </Flex>
        </nav>
        <Account />
      </Flex>
    </Layout.Header>
  )
}

function PhoneBar({
  places,
  here,
  go,
}: {
  places: readonly Place[]
  here: string
  go: (path: string) => void
}) {
  const shown = places.filter(p => p.onPhone).slice(0, 5)
  if (shown.length < 2) return null
  return (
    <nav
      aria-label={t('常用', 'Main places')}
      className="no-print"
      style={{
        position: 'fixed',
        insetInline: 0,
        bottom: 0,
        zIndex: 90,
        display: 'flex',
        background: 'var(--ant-color-bg-container)',
        borderTop: '1px solid var(--ant-color-border-secondary)',
        paddingBottom: 'env(safe-area-inset-bottom)',
      }}
    >
      {shown.map(p => (
        <button
          key={p.path}
          type="button"
          aria-current={p.path === here ? 'page' : undefined}
          onClick={() => go(p.path)}
          style={{
            flex: 1,
            minHeight: 56,
            border: 0,
            background: 'none',
            font: 'inherit',
            fontSize: 12,
            color: p.path === here ? 'var(--ant-color-link)' : 'var(--ant-color-text)',
          }}
        >
          <Badge count={p.count ?? 0} size="small" offset={[6, 0]}>
            <span style={{ fontSize: 20, color: 'inherit' }}>{p.icon}</span>
          </Badge>
          <div>{t(p.zh, p.en)}</div>
        </button>
      ))}
    </nav>
  )
}
