/** 大屏: today at a glance on a wall of 1920 × 1080 and more, or as a stack on a phone; every number opens its list. */
import { useEffect, useState } from 'react'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useLive } from '../../ui/live.ts'
import { HotBars } from '../charts/HotBars.tsx'
import { Hours } from '../charts/Hours.tsx'
import { LightBars } from '../charts/LightBars.tsx'
import type { Overview } from '../overview.ts'
import { Flow } from './Flow.tsx'
import { Tiles } from './Tiles.tsx'
import { WallHead } from './WallHead.tsx'
import { WallRates } from './WallRates.tsx'
import { Where } from './Where.tsx'
import './wall.css'

const KEY = 'yidan.wall.light'
const EVERY = 20_000
/** So many fit beside the map. */
const HOTTEST = 7

export function Wall() {
  const [isLight, setLight] = useState(() => localStorage.getItem(KEY) === '1')
  const { may } = useSession()
  const overview = useAsk('readOverview', {}, { every: EVERY })
  useLive(may('appeal.read'))
  useEffect(() => {
    document.title = `${t('大屏', 'Wall')} · ${t('一单', 'Yidan')}`
  }, [])
  const unit = useUnit()
  return (
    <div className={isLight ? 'wall is-light' : 'wall is-dark'} data-theme={isLight ? 'light' : 'dark'}>
      <WallHead
        overview={overview.data}
        isStale={overview.isError}
        isLight={isLight}
        onTheme={() => {
          localStorage.setItem(KEY, isLight ? '0' : '1')
          setLight(!isLight)
        }}
      />
      <main id="main">
        <Ask of={overview} rows={12}>
          {seen => <Panels of={seen} accent={isLight ? '#0958d9' : '#6fb1ff'} size={unit} />}
        </Ask>
      </main>
    </div>
  )
}

function Panels({ of, accent, size }: { of: Overview; accent: string; size: number }) {
  return (
    <div className="wall-panels">
      <Tiles of={of} />
      <Panel area="units" title={t('各单位亮灯', 'Lights by unit')}>
        <LightBars rows={of.byLead} others={of.otherLeads} />
      </Panel>
      <Panel area="where" title={t('在哪里（近七天）', 'Where, seven days')}>
        <Where of={of} accent={accent} />
      </Panel>
      <Panel area="flow" title={t('从渠道到承办单位（近七天）', 'From channel to unit, seven days')}>
        <Flow of={of} size={size} />
      </Panel>
      <Panel area="hot" title={t('热点分类（近七天）', 'Hottest, seven days')}>
        <HotBars rows={of.categories.slice(0, HOTTEST)} />
      </Panel>
      <Panel area="hours" title={t('今天的来势', 'Today’s curve')}>
        <Hours of={of} height="100%" quiet />
      </Panel>
      <WallRates rates={of.rates} />
    </div>
  )
}

function Panel({ area, title, children }: { area: string; title: string; children: React.ReactNode }) {
  return (
    <section className="wall-panel" style={{ gridArea: area }} aria-label={title}>
      <h2>{title}</h2>
      <div className="wall-body">{children}</div>
    </section>
  )
}

/** Of text in drawings, in pixels: a hundredth of the screen's width, as the style sheet has it. */
function useUnit(): number {
  const [unit, setUnit] = useState(unitNow)
  useEffect(() => {
    const onResize = () => setUnit(unitNow())
    addEventListener('resize', onResize)
    return () => removeEventListener('resize', onResize)
  }, [])
  return unit
}

const unitNow = (): number =>
  innerWidth < 1000 ? 13 : Math.max(11, Math.round(Math.min(innerWidth / 100, innerHeight / 56.25) * 0.86))
