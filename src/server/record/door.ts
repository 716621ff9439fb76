/** The one door: every change to a ticket is loaded, decided and committed here, and only here. */
import { randomInt } from 'node:crypto'
import type { Actor } from '../../domain/access/actor.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Context, Decide, Decision } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Tenants } from '../directory/tenants.ts'
import type { Database } from '../kernel/database.ts'
import { openCommitter } from './commit.ts'
import { FIRST_HASH } from './hash.ts'
import { beginSeries, type Issue, inTurn, openIssue, type TenantPapers } from './issuing.ts'
import { type Kept, keepAnswer } from './kept.ts'
import { type LoadedTicket, loadTickets } from './load.ts'
import { openNumbers } from './numbers.ts'
import { type ChangeRows, rowsOf, type Tools } from './rows.ts'

/** How often a decision is taken again when somebody else was first. */
const TRIES = 3
/** Whoever issues papers may meet others of the same series in other processes. */
const ISSUE_TRIES = 20

export interface Done {
  state: TicketState
  /** The query code in plain, for a new appeal only; it is never readable again. */
  queryCode?: string
}

export interface ActInput<Input> {
  actor: Actor
  appealId: number
  decide: Decide<Input>
  input: Input
  /** The version the client saw: a lost race is refused instead of decided again. */
  ifMatch?: number | undefined
  kept?: Kept | undefined
  /** The decision may issue official papers. */
  issues?: boolean
}

/** Ids for rows that are decided before they are written. */
export interface NewIds {
  appeal: () => number
  contact: () => number
}

export interface Door {
  context: (actor: Actor) => Promise<Context>
  /** Changes one ticket. */
  act: <Input>(input: ActInput<Input>) => Promise<Done | Refusal>
  /** Opens a new ticket; the decision gets an id for it. */
  open: (
    actor: Actor,
    decide: (context: Context, ids: { appealId: number; contactId: number }) => Decision,
  ) => Promise<Done | Refusal>
  /** Changes several tickets, old and new, together or not at all. `appealIds` are loaded; the decision answers all changes. */
  together: (input: TogetherInput) => Promise<Done[] | Refusal>
  /** Is called after every commit in this process. */
  onCommitted: (listener: () => void) => void
  now: () => Instant
}

export interface TogetherInput {
  actor: Actor
  appealIds: readonly number[]
  /** How many new tickets or contacts the decision may need ids for. */
  newIds?: number
  decide: (states: TicketState[], context: Context, ids: NewIds) => Change[] | Refusal
  ifMatch?: number | undefined
  /** The decision may issue official papers. */
  issues?: boolean
  /** The call's idempotency key, committed with its answer; nothing is kept of what changes nothing. */
  kept?: Kept | undefined
}

export interface DoorSettings {
  db: Database
  tenants: Tenants
  tools: Tools
  /** How papers are numbered and frozen. */
  papersOf: (tenantId: number) => Promise<TenantPapers>
  now?: () => Instant
  lanes?: number
}

export function openDoor({ db, tenants, tools, papersOf, now = Date.now, lanes = 1 }: DoorSettings): Door {
  const committer = openCommitter(db, lanes)
  const numbers = openNumbers(db)
  const listeners: (() => void)[] = []
  const issueInTurn = inTurn()

  async function context(actor: Actor): Promise<Context> {
    const tenant = await tenants.get(actor.tenantId)
    return {
      actor,
      now: now(),
      policy: tenant.policy,
      calendar: tenant.calendar,
      directory: tenant.directory,
    }
  }

  async function issueFor({ tenantId }: Actor): Promise<Issue> {
    const [{ calendar }, papers] = await Promise.all([tenants.get(tenantId), papersOf(tenantId)])
    return openIssue({ db, papers, tenantId, calendar, now: now() })
  }

  async function commit(
    changes: Change[],
    heads: Map<number, Uint8Array>,
    c: Context,
    issue: Issue | null,
  ): Promise<Done[] | null> {
    const done: Done[] = []
    const group: ChangeRows[] = changes.map(change => {
      const queryCode = change.before ? undefined : randomInt(1_000_000).toString().padStart(6, '0')
      done.push({ state: change.after, ...(queryCode && { queryCode }) })
      const previousHash = heads.get(change.after.id) ?? FIRST_HASH
      return rowsOf(change, tools, {
        actor: c.actor,
        now: c.now,
        previousHash,
        units: c.directory.units,
        ...(queryCode && { queryCode }),
      })
    })
    const [first] = group
    if (issue && first) {
      Object.assign(first, { series: issue.taken(), documents: issue.documents() })
      await beginSeries(db, first.series)
    }
    if (!(await committer.commit(group))) return null
    for (const listener of listeners) listener()
    return done
  }

  const together = (input: TogetherInput): Promise<Done[] | Refusal> =>
    input.issues ? issueInTurn(input.actor.tenantId, () => decideAndCommit(input)) : decideAndCommit(input)

  async function decideAndCommit({
    actor,
    appealIds,
    newIds = 0,
    decide,
    ifMatch,
    kept,
    issues = false,
  }: TogetherInput): Promise<Done[] | Refusal> {
    for (let attempt = 1; ; attempt++) {
      const issue = issues ? await issueFor(actor) : null
      const c = { ...(await context(actor)), ...(issue && { issuing: issue }) }
      const loaded = appealIds.length > 0 ? await inOrder(db, actor.tenantId, appealIds) : []
      if (!loaded) return refuse('not-found')
      if (ifMatch !== undefined && loaded[0]?.state.version !== ifMatch)
        return changedMeanwhile(loaded[0]?.state)
      const ids = newIds > 0 ? await numbers.reserve(newIds) : NO_IDS
      const decided = decide(
        loaded.map(l => l.state),
        c,
        ids,
      )
      if (!Array.isArray(decided)) return decided
      const changes = decided.filter(d => d.steps.length > 0)
      keepAnswer(changes, kept)
      const done = await commit(changes, new Map(loaded.map(l => [l.state.id, l.headHash])), c, issue)
      if (done) return done
      if (attempt >= (issues ? ISSUE_TRIES : TRIES)) return changedMeanwhile(loaded[0]?.state)
    }
  }

  return {
    context,
    together,
    async act({ actor, appealId, decide, input, ifMatch, kept, issues }) {
      const asked = { actor, appealIds: [appealId], ifMatch, kept, ...(issues && { issues }) }
      let unchanged: TicketState | undefined
      const done = await together({
        ...asked,
        decide: ([state], c) => {
          unchanged = state
          const decided = decide(state!, input, c)
          return isRefusal(decided) ? decided : [decided]
        },
      })
      if (!Array.isArray(done)) return done
      return done[0] ?? { state: unchanged! }
    },
    async open(actor, decide) {
      const done = await together({
        actor,
        appealIds: [],
        newIds: 1,
        decide: (_, c, ids) => {
          const decided = decide(c, { appealId: ids.appeal(), contactId: ids.contact() })
          return isRefusal(decided) ? decided : [decided]
        },
      })
      return Array.isArray(done) ? done[0]! : done
    },
    onCommitted: listener => void listeners.push(listener),
    now,
  }
}

const NO_IDS: NewIds = {
  appeal: () => {
    throw new Error('no ids were reserved')
  },
  contact: () => {
    throw new Error('no ids were reserved')
  },
}

const changedMeanwhile = (state: TicketState | undefined): Refusal =>
  refuse('changed-meanwhile', { facts: { version: state?.version ?? null } })

/** The tickets in the order asked for, or null when one is missing. */
async function inOrder(
  db: Database,
  tenantId: number,
  ids: readonly number[],
): Promise<LoadedTicket[] | null> {
  const loaded = await loadTickets(db, tenantId, ids)
  const byId = new Map(loaded.map(l => [l.state.id, l]))
  const ordered = ids.map(id => byId.get(id))
  return ordered.every(l => l !== undefined) ? ordered : null
}
