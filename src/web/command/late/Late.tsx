/** 督办: what is late and what is about to be, by unit with its telephone: urged with one key, written to with sheets in bulk; and what the ladder proposes. */
import { Flex, Segmented } from 'antd'
import { useState } from 'react'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Alerts } from './Alerts.tsx'
import { DUE_KINDS, DUE_NAMES, type DueKind, groupedByUnit } from './duties.ts'
import { LateUnit } from './LateUnit.tsx'
import { PickedBar } from './PickedBar.tsx'
import { Proposals, toggled } from './Proposals.tsx'
import { dutyKey } from './picked.ts'
import { useLateDuties } from './use-late.ts'
import './late.css'

type Which = 'all' | 'red' | 'yellow'

export function Late() {
  const asked = useLateDuties()
  const [kind, setKind] = useState<DueKind | null>(null)
  const [which, setWhich] = useState<Which>('all')
  const counted = asked.duties
  const groups = groupedByUnit(
    counted.filter(d => which === 'all' || d.light === which),
    kind,
  )
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const shown = groups.flatMap(g => g.duties)
  const red = counted.filter(d => d.light === 'red').length
  return (
    <Page
      title={t('督办', 'Late and nearly late')}
      about={
        asked.data
          ? t(
              `${red} 项已超时，${counted.length - red} 项临近期限，涉及 ${groups.length} 个单位${asked.isCut ? '（只列出最急的）' : ''}`,
              `${red} late, ${counted.length - red} nearly so, at ${groups.length} units${asked.isCut ? ' (the most urgent only)' : ''}`,
            )
          : null
      }
      actions={
        <Flex gap="small" wrap>
          <Segmented<Which>
            aria-label={t('灯', 'Light')}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'all', label: t('全部', 'All') },
              { value: 'red', label: t('■ 已超时', '■ Late') },
              { value: 'yellow', label: t('▲ 临期', '▲ Nearly') },
            ]}
          />
          <Segmented<DueKind | 'any'>
            aria-label={t('时限种类', 'Kind of limit')}
            value={kind ?? 'any'}
            onChange={v => setKind(v === 'any' ? null : v)}
            options={[
              { value: 'any', label: t('各种时限', 'Any limit') },
              ...DUE_KINDS.map(value => ({ value, label: nameOf(DUE_NAMES, value) })),
            ]}
          />
        </Flex>
      }
    >
      <div className="late">
        <div>
          <Proposals />
          <Ask
            of={asked}
            rows={12}
            isEmpty={() => groups.length === 0}
            empty={t('没有超时，也没有临期的。', 'Nothing is late, and nothing nearly so.')}
          >
            {() =>
              groups.map(g => (
                <LateUnit
                  key={g.unitId}
                  group={g}
                  only={kind}
                  picked={picked}
                  onPick={(duties, on) =>
                    setPicked(was => duties.reduce((keys, d) => toggled(keys, dutyKey(d), on), was))
                  }
                />
              ))
            }
          </Ask>
          <PickedBar
            duties={shown.filter(d => picked.has(dutyKey(d)))}
            onClear={() => setPicked(new Set())}
          />
        </div>
        <Alerts />
      </div>
    </Page>
  )
}
