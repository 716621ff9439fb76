/** The six numbers of the day, readable from across the room. */
import type { Cell } from '../../../contract/overview.ts'
import { t } from '../../text.ts'
import { Num } from '../Num.tsx'
import { byNow, changeOf, type Overview } from '../overview.ts'

export function Tiles({ of }: { of: Overview }) {
  const before = byNow(of, 'yesterday')
  const change = changeOf(of.received.today.n, before)
  return (
    <ul className="wall-tiles" aria-label={t('今天', 'Today')}>
      <Tile name={t('今天来访', 'Contacts')} cell={of.contacts.today} contacts />
      <Tile
        name={t('今天受理', 'Received')}
        cell={of.received.today}
        note={
          change === null
            ? ''
            : `${t('较昨日此时', 'vs yesterday')} ${change > 0 ? '↑' : change < 0 ? '↓' : ''}${Math.abs(change)}%`
        }
      />
      <Tile name={t('在办', 'In hand')} cell={of.lights.inHand} />
      <Tile name={t('今天到期', 'Due today')} cell={of.dueToday} />
      <Tile name={t('▲ 临期', '▲ Nearly late')} cell={of.lights.yellow} tone="yellow" />
      <Tile name={t('■ 超时', '■ Late')} cell={of.lights.red} tone="red" />
    </ul>
  )
}

interface TileProps {
  name: string
  cell: Cell
  note?: string
  tone?: 'red' | 'yellow'
  contacts?: boolean
}

function Tile({ name, cell, note, tone, contacts }: TileProps) {
  return (
    <li className={tone ? `wall-tile is-${tone}` : 'wall-tile'}>
      <span className="wall-tile-name">
        {name} {note && <small>{note}</small>}
      </span>
      <span className="wall-tile-n">
        <Num cell={cell} of={name} contacts={contacts ?? false} />
      </span>
    </li>
  )
}
