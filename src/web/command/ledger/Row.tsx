/** One ticket in the ledger: a row, or a card where the screen is narrow. */
import { CheckOutlined } from '@ant-design/icons'
import { type MouseEvent, memo } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { Light } from '../../parts/Light.tsx'
import { nameOf, t } from '../../text.ts'
import { type Column, titleOf } from './columns.tsx'
import { styleOf } from './GridHead.tsx'
import { Moment } from './moments.tsx'

interface Props {
  index: number
  top: number
  row: Summary | undefined
  columns: readonly Column[]
  isActive: boolean
  isOpen: boolean
  isMarked: boolean
  /** The same from drawing to drawing, so that only rows that changed are drawn anew. */
  onOpen: (index: number) => void
  onMark: (index: number, isRange: boolean) => void
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
  onClick: () => row && onOpen(index),
})

function Mark({ index, isMarked, onMark }: Pick<Props, 'index' | 'isMarked' | 'onMark'>) {
  const click = (event: MouseEvent) => {
    event.stopPropagation()
    onMark(index, event.shiftKey)
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

export const Row = memo(function Row(props: Props) {
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
})

export const Card = memo(function Card(props: Props) {
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
              <Moment at={row.receivedAt} />
              {row.dueAt && !row.endedAt && (
                <>
                  {' · '}
                  <Moment at={row.dueAt} until />
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
})
