/** A ticket in two lines of a queue. */
import type { ReactNode } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { MATTER_NAMES, URGENCY_NAMES } from '../../../domain/names.ts'
import { Light } from '../../parts/Light.tsx'
import { riskName } from '../../parts/risks.ts'
import { nameOf, t } from '../../text.ts'
import { Until, When } from '../../ui/When.tsx'

interface Props {
  row: Summary
  light?: Summary['light'] | undefined
  /** A limit, and what for; the time of arrival where there is none. */
  dueAt?: string | number | null | undefined
  also?: ReactNode
}

export function TicketRow({ row, light = row.light, dueAt, also }: Props) {
  return (
    <>
      <div className="row-title">
        <strong>
          <Light light={light} bare />
          {row.title ?? t('（内容不公开）', '(withheld)')}
        </strong>
        <span className="small">{dueAt ? <Until at={dueAt} /> : <When at={row.receivedAt} />}</span>
      </div>
      <div className="row-about small">
        {row.urgency !== 'general' && <span className="chip bad">{nameOf(URGENCY_NAMES, row.urgency)}</span>}
        <span>{nameOf(MATTER_NAMES, row.kind)}</span>
        <span>{row.category?.name ?? t('未分类', 'no category')}</span>
        {row.region && <span>{row.region.name}</span>}
        {row.leadUnit && <span>{row.leadUnit.name}</span>}
        {row.repeats > 0 && (
          <span className="chip warn">{t(`重复 ${row.repeats}`, `${row.repeats} before`)}</span>
        )}
        {row.risks.map(r => (
          <span key={r} className="chip bad">
            {riskName(r)}
          </span>
        ))}
        {row.confidential && <span className="chip">{t('保密', 'confidential')}</span>}
        {also}
      </div>
    </>
  )
}
