/** 回访: whom to call back, those whose best hour it is first. */
import { useCallback, useMemo } from 'react'
import { RESULT_NAMES } from '../../../domain/names.ts'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { nameOf, t } from '../../text.ts'
import { Until, useNow, When } from '../../ui/When.tsx'
import { nothingFits, useFind } from '../queue/Find.tsx'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { usePlace } from '../queue/rows.ts'
import { VisitWork } from './VisitWork.tsx'

type Visit = Answer<'listVisits'>['visits'][number]
const PATH = '/visits'
const HOUR = 3_600_000

export function VisitQueue({ number }: { number?: string }) {
  const hour = Math.floor(useNow(60_000) / HOUR)
  // Also what becomes due until tomorrow: the list says when.
  const due = new Date((hour + 24) * HOUR).toISOString()
  const asked = useAsk('listVisits', { query: { due, limit: 200 } }, { keepLast: true })
  const all = useMemo(() => asked.data && [...asked.data.visits].sort(byBestHour(Date.now())), [asked.data])
  const unit = useNames(useUnits())
  const wordsOf = useCallback((row: Visit) => [row.title, row.number, unit(row.leadUnitId)], [unit])
  const { rows, words, box } = useFind(all, wordsOf)
  const keys = useMemo(() => rows?.map(r => r.number), [rows])
  const place = usePlace(PATH, keys, number)
  return (
    <Queue
      title={t('回访', 'Call-backs')}
      path={PATH}
      place={place}
      rows={rows}
      error={asked.error}
      again={() => void asked.refetch()}
      keyOf={row => row.number}
      line={row => <Line row={row} />}
      pane={at => (
        <Pane key={at} number={at} place={place}>
          {ticket => <VisitWork key={ticket.number} ticket={ticket} place={place} />}
        </Pane>
      )}
      tools={<div style={{ marginTop: 8 }}>{box}</div>}
      empty={nothingFits(words, t('今天该回访的都回访了。', 'Everybody has been called back for today.'))}
    />
  )
}

/** Whose hour it is before those to call later; among them, what is due first. */
const byBestHour = (now: number) => (a: Visit, b: Visit) =>
  Number(isLater(a, now)) - Number(isLater(b, now)) ||
  (isLater(a, now) ? (a.nextAttemptAt ?? '').localeCompare(b.nextAttemptAt ?? '') : 0) ||
  a.dueAt.localeCompare(b.dueAt)

const isLater = ({ nextAttemptAt }: Visit, now: number): boolean =>
  nextAttemptAt !== null && Date.parse(nextAttemptAt) > now

function Line({ row }: { row: Visit }) {
  const unit = useNames(useUnits())
  const now = useNow()
  return (
    <>
      <div className="row-title">
        <strong>{row.title ?? t('（内容不公开）', '(withheld)')}</strong>
        <span className="small">
          <Until at={row.dueAt} />
        </span>
      </div>
      <div className="row-about small">
        <span>{unit(row.leadUnitId)}</span>
        {row.result && <span>{nameOf(RESULT_NAMES, row.result)}</span>}
        {row.attempts > 0 && (
          <span className="chip">{t(`已拨 ${row.attempts} 次`, `tried ${row.attempts}×`)}</span>
        )}
        {row.reworks > 0 && (
          <span className="chip warn">{t(`重办 ${row.reworks} 次`, `reworked ${row.reworks}×`)}</span>
        )}
        {isLater(row, now) && (
          <span className="chip">
            {t('宜拨', 'best at')} <When at={row.nextAttemptAt} />
          </span>
        )}
      </div>
    </>
  )
}
