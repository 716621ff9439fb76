/** One ticket in the ledger: a row, or a card where the screen is narrow. */
import { CheckOutlined } from '@ant-design/icons'
import type { MouseEvent } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { Light } from '../../parts/Light.tsx'
import { nameOf, t } from '../../text.ts'
import { Until, When } from '../../ui/When.tsx'
import { type Column, titleOf } from './columns.tsx'
import { styleOf } from './GridHead.tsx'

interface Props {
  index: number
  top: number
  row: Summary | undefined
  columns: readonly Column[]
  isActive: boolean
  isOpen: boolean
  isMarked: boolean
  onOpen: (number: string) => void
  onMark: (isRange: boolean) => void
}

const around = ({ index, top, row, isActive, isOpen, isMarked, onOpen }: Props, kind: string) => ({
  id: `row-${index}`,
  role: 'row',
  'aria-rowindex': index + 2,
  'aria-selected': isMarked,
  'aria-current': isOpen ? ('true' as const) : undefined,
  className: [kind, isActive && 'is-active', isOpen && 'is-open', isMarked && 'is-marked']
    .filter(Boolean)
    .join(' '),
  style: { transform: `translateY(${top}px)` },
  onClick: () => row && onOpen(row.number),
})

function Mark({ isMarked, onMark }: Pick<Props, 'isMarked' | 'onMark'>) {
  const click = (event: MouseEvent) => {
    event.stopPropagation()
    onMark(event.shiftKey)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself listens to the space bar
    <span role="gridcell" tabIndex={-1} className="grid-mark" onClick={click}>
      <span className="box" aria-hidden="true">
        {isMarked && <CheckOutlined />}
      </span>
      <span className="sr-only">{isMarked ? t('已选', 'marked') : t('未选', 'not marked')}</span>
    </span>
  )
}

export function Row(props: Props) {
  const { row, columns } = props
  return (
    <div {...around(props, 'grid-row is-row')}>
      <Mark {...props} />
      {columns.map(c => (
        <span key={c.key} role="gridcell" className={`grid-cell cell-${c.key}`} style={styleOf(c)}>
          {row ? c.cell(row) : <span className="bone" />}
        </span>
      ))}
    </div>
  )
}

export function Card(props: Props) {
  const { row } = props
  return (
    <div {...around(props, 'grid-card')}>
      <Mark {...props} />
      <div role="gridcell" className="card-body">
        {row ? (
          <>
            <div className="card-title">
              <Light light={row.light} bare /> {titleOf(row)}
            </div>
            <div className="card-line">
              {row.leadUnit?.name ?? t('未派单', 'nobody yet')} · {nameOf(STAGE_NAMES, row.stage)}
            </div>
            <div className="card-line">
              <When at={row.receivedAt} />
              {row.dueAt && !row.endedAt && (
                <>
                  {' · '}
                  <Until at={row.dueAt} />
                </>
              )}
            </div>
          </>
        ) : (
          <span className="bone" />
        )}
      </div>
    </div>
  )
}
