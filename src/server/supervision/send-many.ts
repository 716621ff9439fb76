/** 批量发单: a sheet about each of many tickets, in one commit; those that may not get one are told apart and left. */
import type { InputOf } from '../../contract/route.ts'
import type { sendSheets as wire } from '../../contract/supervision-bulk.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Context } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { Recipient, Sheet, TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { sendSheet } from '../../domain/supervision/send-sheet.ts'
import type { Parts } from '../parts.ts'
import { bulkAnswer, bulkRow, openPreview } from '../record/bulk.ts'
import { openIssue } from '../record/issuing.ts'
import { namesOf } from '../record/read/names.ts'
import { type Changed, changedOf, ifSeen } from '../record/tickets.ts'
import { papersOf } from './said.ts'
import { sheetPapers } from './sheet-papers.ts'
import { verbatim } from './verbatim.ts'
import { wordsOf } from './words.ts'

type Body = InputOf<typeof wire>['body']

export async function sendSheets(
  parts: Parts,
  actor: Actor,
  { numbers, duties = [], dryRun, ...body }: Body,
) {
  const ids = new Map<string, number>()
  for (const number of numbers) {
    const id = await parts.tickets.idOf(actor.tenantId, number)
    if (id !== null) ids.set(number, id)
  }
  const words = await wordsOf(parts.db, actor.tenantId, [...ids.values()])
  const { instruction, ...asked } = body
  const input = { ...asked, ...(instruction && { instruction: verbatim(instruction) }) }
  const dutyOf = new Map(duties.map(d => [d.number, d.no]))
  const decide: DecideOne = (state, context) => {
    const assignmentNo = dutyOf.get(state.appeal.number)
    const about = { ...input, words: words(state.id), ...(assignmentNo && { assignmentNo }) }
    return ifSeen(sendSheet)(state, about, context)
  }
  const outcomes = dryRun
    ? await tried(parts, actor, numbers, decide)
    : await done(parts, actor, [...ids.values()], decide)
  const byNumber = new Map(outcomes.map(o => [o.number, o]))
  const papers = dryRun ? [] : await papersOf(parts.db, actor.tenantId, [...ids.values()])
  const names = namesOf((await parts.door.context(actor)).directory)
  return bulkAnswer(
    numbers.map(number => {
      const { outcome, issued = null } = byNumber.get(number) ?? { outcome: refuse('not-found') }
      return {
        ...bulkRow(number, outcome),
        sheetNumber: issued?.sheet.number ?? null,
        documentId:
          papers.find(p => p.appealId === ids.get(number) && p.sheetNo === issued?.sheet.no)?.id ?? null,
        units: issued?.to.map(({ unitId, role }) => ({ unit: names.unit(unitId), role })) ?? [],
      }
    }),
  )
}

interface Outcome {
  number: string
  outcome: Changed | Refusal
  /** The sheet, and to whom it goes; null where it was refused. */
  issued: { sheet: Sheet; to: Recipient[] } | null
}
type DecideOne = (state: TicketState, context: Context) => Change | Refusal

/** Numbers are counted as they would be given, and given to nobody. */
async function tried(
  parts: Parts,
  actor: Actor,
  numbers: readonly string[],
  decide: DecideOne,
): Promise<Outcome[]> {
  const { tenantId } = actor
  const preview = await openPreview(parts, actor, numbers)
  const { calendar, now } = preview.context
  const papers = await sheetPapers(parts.documents, parts.tenants)(tenantId)
  const issuing = await openIssue({ db: parts.db, papers, tenantId, calendar, now })
  const context = { ...preview.context, issuing }
  return numbers.flatMap(number => {
    const state = preview.state(number)
    return state ? [outcomeOf(number, decide(state, context))] : []
  })
}

function outcomeOf(number: string, decided: Change | Refusal): Outcome {
  if (isRefusal(decided)) return { number, outcome: decided, issued: null }
  const { sheets, recipients } = decided.after
  const sheet = sheets.at(-1)!
  const to = recipients.filter(r => r.sheetNo === sheet.no)
  return { number, outcome: changedOf({ state: decided.after }), issued: { sheet, to } }
}

async function done(
  { door }: Parts,
  actor: Actor,
  appealIds: readonly number[],
  decide: DecideOne,
): Promise<Outcome[]> {
  let outcomes: Outcome[] = []
  const committed = await door.together({
    actor,
    appealIds,
    issues: true,
    decide: (states, context) => {
      const decided = states.map(state => ({ number: state.appeal.number, made: decide(state, context) }))
      outcomes = decided.map(({ number, made }) => outcomeOf(number, made))
      return decided.flatMap(({ made }) => (isRefusal(made) ? [] : [made]))
    },
  })
  return isRefusal(committed)
    ? outcomes.map(({ number }) => ({ number, outcome: committed, issued: null }))
    : outcomes
}
