/** 退单与裁定, and 延期、挂账、未解决办结、剔除: what units ask for and somebody here decides. */
import { useMemo } from 'react'
import { APPROVAL_NAMES } from '../../../domain/names.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { useReasonName } from '../../parts/reasons.ts'
import { nameOf, t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { usePlace } from '../queue/rows.ts'
import { RequestWork } from './RequestWork.tsx'
import { type Asked, DUTY_KINDS, keyOfRequest, OTHER_KINDS, useRequests } from './requests.ts'

interface Props {
  about: 'duty' | 'other'
  at?: string
}

export function RequestQueue({ about, at }: Props) {
  const isDuty = about === 'duty'
  const path = isDuty ? '/returns' : '/requests'
  const { rows, error, again } = useRequests(isDuty ? DUTY_KINDS : OTHER_KINDS)
  const keys = useMemo(() => rows?.map(keyOfRequest), [rows])
  const place = usePlace(path, keys, at)
  return (
    <Queue
      title={isDuty ? t('退单与裁定', 'Returns and rulings') : t('申请审批', 'Requests')}
      path={path}
      place={place}
      rows={rows}
      error={error}
      again={again}
      keyOf={keyOfRequest}
      line={row => <Line row={row} />}
      pane={key => {
        const [number = '', no = '0'] = key.split('-')
        return (
          <Pane key={key} number={number} place={place}>
            {ticket => <RequestWork key={key} ticket={ticket} no={Number(no)} place={place} />}
          </Pane>
        )
      }}
      empty={
        isDuty
          ? t('没有等待审核的退单或异议。', 'No return or objection waits.')
          : t('没有等待您审批的申请。', 'No request waits for you.')
      }
    />
  )
}

function Line({ row }: { row: Asked }) {
  const unit = useNames(useUnits())
  const reasonName = useReasonName()
  return (
    <>
      <div className="row-title">
        <strong>{row.title ?? t('（内容不公开）', '(withheld)')}</strong>
        <span className="small">
          <When at={row.askedAt} />
        </span>
      </div>
      <div className="row-about small">
        <span className={row.kind === 'objection' ? 'chip bad' : 'chip'}>
          {nameOf(APPROVAL_NAMES, row.kind)}
        </span>
        <span>{unit(row.unitId)}</span>
        <span>{reasonName(row.reason)}</span>
      </div>
    </>
  )
}
