/** Units with what they have in hand: red, yellow, green as bars and numbers, those with the most overdue first. */
import { useOwnLightName } from '../../parts/light-names.ts'
import { t } from '../../text.ts'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'
import { shortUnit } from './units.ts'

type Row = Overview['byLead'][number]
const TONES = ['red', 'yellow', 'green'] as const
const NAMES = { red: t('红', 'Red'), yellow: t('黄', 'Yellow'), green: t('绿', 'Green') } as const

interface Props {
  rows: readonly Row[]
  /** What the units beyond these have together. */
  others?: Overview['otherLeads']
}

export function LightBars({ rows, others }: Props) {
  const ownName = useOwnLightName()
  const most = Math.max(1, ...rows.map(r => r.inHand.n ?? 0))
  return (
    <table className="bars light-bars">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('单位', 'Unit')}</span>
          </th>
          {TONES.map(tone => (
            <th key={tone} scope="col" className={`tone-${tone}`}>
              {tone === 'red' ? '■' : tone === 'yellow' ? '▲' : '●'} {ownName(tone) ?? NAMES[tone]}
            </th>
          ))}
          <th scope="col">{t('在办', 'In hand')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <UnitRow key={row.unit?.id ?? 0} row={row} most={most} />
        ))}
        {others && (
          <tr className="is-rest">
            <th scope="row">{t(`其余 ${others.units} 个单位`, `${others.units} others`)}</th>
            {TONES.map(tone => (
              <td key={tone} className={`tone-${tone}`}>
                {others[tone]}
              </td>
            ))}
            <td>{others.inHand}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function UnitRow({ row, most }: { row: Row; most: number }) {
  const name = shortUnit(row.unit?.name)
  return (
    <tr>
      <th scope="row">
        <span>{name}</span>
        <Bar row={row} most={most} />
      </th>
      {TONES.map(tone => (
        <td key={tone} className={row[tone].n ? `tone-${tone}` : 'is-none'}>
          <Num cell={row[tone]} of={`${name} ${NAMES[tone]}`} />
        </td>
      ))}
      <td>
        <Num cell={row.inHand} of={`${name} ${t('在办', 'in hand')}`} />
      </td>
    </tr>
  )
}

/** What isn't lit yet is the rest of the bar. */
function Bar({ row, most }: { row: Row; most: number }) {
  const inHand = row.inHand.n ?? 0
  return (
    <span className="bar" aria-hidden="true" style={{ width: `${(inHand / most) * 100}%` }}>
      {TONES.map(tone => (
        <i key={tone} className={`bar-${tone}`} style={{ flex: row[tone].n ?? 0 }} />
      ))}
      <i
        className="bar-none"
        style={{ flex: Math.max(0, inHand - TONES.reduce((n, tone) => n + (row[tone].n ?? 0), 0)) }}
      />
    </span>
  )
}
