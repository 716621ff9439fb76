/** 审核: what units have answered, beside what was asked. */
import { useMemo } from 'react'
import { RESULT_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { nothingFits, useFind, wordsOfTicket } from '../queue/Find.tsx'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { TicketRow } from '../queue/Row.tsx'
import { usePlace } from '../queue/rows.ts'
import { byDue, useTickets } from '../queue/tickets.ts'
import { Answers } from './Answers.tsx'
import { ReviewWork } from './ReviewWork.tsx'

const ANSWERED = { stage: ['answered' as const] }
const PATH = '/review'

export function ReviewQueue({ number }: { number?: string }) {
  const { rows: all, error, again } = useTickets(ANSWERED, byDue)
  const { rows, words, box } = useFind(all, wordsOfTicket)
  const keys = useMemo(() => rows?.map(r => r.number), [rows])
  const place = usePlace(PATH, keys, number)
  return (
    <Queue
      title={t('审核答复', 'Review answers')}
      path={PATH}
      place={place}
      rows={rows}
      error={error}
      again={again}
      keyOf={row => row.number}
      line={row => (
        <TicketRow
          row={row}
          dueAt={row.dueAt}
          also={row.result && <span className="chip">{nameOf(RESULT_NAMES, row.result)}</span>}
        />
      )}
      pane={at => (
        <Pane key={at} number={at} place={place} beside={ticket => <Answers ticket={ticket} />}>
          {ticket => <ReviewWork key={ticket.number} ticket={ticket} place={place} />}
        </Pane>
      )}
      tools={<div style={{ marginTop: 8 }}>{box}</div>}
      empty={nothingFits(words, t('没有等待审核的答复。', 'No answer waits to be reviewed.'))}
    />
  )
}
