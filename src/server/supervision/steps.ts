/** 六步台账 over the wire: counts, and rows with who owes what, what doesn't add up, and what may be done about it. */

import { sql } from 'kysely'
import type { InputOf } from '../../contract/route.ts'
import type {
  listLedgerSteps as listWire,
  readLedgerSteps as readWire,
  StepRow,
} from '../../contract/steps.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { maskAppeal } from '../../domain/access/masking.ts'
import { CAN } from '../../domain/can.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Context } from '../../domain/record/context.ts'
import { leadOf } from '../../domain/record/rework.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse, sentenceOf } from '../../domain/refusal.ts'
import {
  type Amiss,
  amissOf,
  ledgerKindOf,
  type Owed,
  owedOf,
  owedOnProposal,
  owedOnSheet,
  STEP_OF_RECIPIENT,
  stepOf,
} from '../../domain/supervision/steps.ts'
import { lightOf } from '../../domain/time/lights.ts'
import type { Database } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { type Names, namesOf, wireTime } from '../record/read/names.ts'
import { topsOf } from '../record/read/scope.ts'
import { lightAt } from '../record/read/summary.ts'
import { countAmiss, countSteps } from './steps-counts.ts'
import { type Found, type Narrowed, PROPOSED, type Source, sourcesOf } from './steps-sources.ts'

type ListQuery = InputOf<typeof listWire>['query']

export async function readSteps(parts: Parts, actor: Actor, query: InputOf<typeof readWire>['query']) {
  const asked = narrowed(await parts.door.context(actor), query)
  if (isRefusal(asked)) return asked
  const [counts, amiss] = await Promise.all([countSteps(parts.db, asked), countAmiss(parts.db, asked)])
  return { counts, amiss }
}

export async function listSteps(parts: Parts, actor: Actor, query: ListQuery) {
  const { after, limit = 50, amiss } = query
  const context = await parts.door.context(actor)
  const asked = narrowed(context, query)
  if (isRefusal(asked)) return asked
  const from = after === undefined ? null : positionFrom('steps', after)
  const found = await firstOf(parts.db, sourcesOf(asked, amiss), from, limit + 1)
  const { page, next } = pageOf('steps', found, limit, row => row)
  return { rows: await rowsOf(parts, context, page, amiss), next }
}

/** What may be seen, and what of it is asked for. */
function narrowed({ actor, directory, now }: Context, query: ListQuery): Narrowed | Refusal {
  const { units } = directory
  const { unitId, step, kind, light } = query
  if (unitId !== undefined && !units.get(unitId)) return refuse('no-such-unit', { field: 'unitId' })
  const within = (tops: readonly number[]) =>
    units.all.map(u => u.id).filter(id => tops.some(top => units.isWithin(id, top)))
  const tops = topsOf(actor, units)
  return {
    tenantId: actor.tenantId,
    now,
    reach: tops === null ? null : within(tops),
    units: unitId === undefined || unitId === units.root.id ? null : within([unitId]),
    step,
    kinds: kind,
    lights: light,
  }
}

const inOrder = (a: Found, b: Found): number => a.at - b.at || a.id - b.id || a.no - b.no

/** The first rows of all sources together, in their common order. */
async function firstOf(
  db: Database,
  sources: readonly Source[],
  from: Found | null,
  most: number,
): Promise<Found[]> {
  const found = await Promise.all(
    sources.map(async source => (await sql<Found>`${source(from, most)}`.execute(db.kysely)).rows),
  )
  return found.flat().sort(inOrder).slice(0, most)
}

async function rowsOf(
  { db }: Parts,
  context: Context,
  page: readonly Found[],
  amiss: Amiss | undefined,
): Promise<StepRow[]> {
  const loaded = await loadTickets(db, context.actor.tenantId, [...new Set(page.map(r => r.id))])
  const byId = new Map(loaded.map(l => [l.state.id, l.state]))
  const names = namesOf(context.directory)
  return page.flatMap(({ id, no }) => {
    const state = byId.get(id)
    if (!state) return []
    const row = no === 0 ? ticketRow(state, context) : sheetRow(state, no, context)
    // Between the search and the reading it may have moved on.
    if (row === null || (amiss === undefined && row.step === null)) return []
    const also = amiss === 'taskAfterEnd' ? [amiss] : []
    return [viewOf(state, { ...row, amiss: [...row.amiss, ...also] }, context, names)]
  })
}

interface Row extends Pick<StepRow, 'step' | 'sheet' | 'light' | 'amiss'> {
  owed: Owed | null
  dueAt: Instant | null
  acts: readonly string[]
}

const ACTS = ['urgeAssignment', 'sendSheet', 'acceptAnswer', 'strikeOff'] as const

function ticketRow(t: TicketState, { now }: Context): Row {
  return {
    step: stepOf(t.appeal),
    sheet: null,
    light: lightAt(t.appeal, now),
    amiss: amissOf(t, now).filter(a => a !== 'sheetAfterEnd'),
    owed: owedOf(t, now),
    dueAt: t.appeal.dueAt,
    acts: ACTS,
  }
}

function sheetRow(t: TicketState, no: number, { now }: Context): Row | null {
  if (no > PROPOSED) {
    const sheet = t.sheets.find(s => s.no === no - PROPOSED && s.stage === 'proposed')
    if (!sheet) return null
    const named = { no: sheet.no, kind: sheet.kind, number: null, recipientNo: null }
    const open = { step: 'open', light: 'none', amiss: [], dueAt: null } as const
    return { ...open, amiss: [], sheet: named, owed: owedOnProposal(t, sheet), acts: ['decideProposal'] }
  }
  const recipient = t.recipients.find(r => r.no === no && r.endedAt === null)
  const sheet = recipient && t.sheets.find(s => s.no === recipient.sheetNo)
  if (!sheet) return null
  const clock = t.clocks.findLast(c => c.kind === 'sheetAnswer' && c.recipientNo === no)
  return {
    step: STEP_OF_RECIPIENT[recipient.stage],
    sheet: { no: sheet.no, kind: sheet.kind, number: sheet.number, recipientNo: no },
    light: clock ? lightOf(clock, now) : 'none',
    amiss: t.appeal.endedAt === null ? [] : ['sheetAfterEnd'],
    owed: owedOnSheet(t, recipient, now),
    dueAt: recipient.dueAt,
    acts: ['acceptSheet', 'withdrawSheet', 'strikeOff'],
  }
}

function viewOf(t: TicketState, row: Row, context: Context, names: Names): StepRow {
  const appeal = maskAppeal(t.appeal)
  const lead = leadOf(t)
  const { owed, dueAt, acts, ...rest } = row
  return {
    ...rest,
    kind: row.sheet ? 'sheet' : ledgerKindOf(appeal.kind),
    number: appeal.number,
    title: appeal.title,
    matter: appeal.kind,
    stage: appeal.stage,
    level: appeal.level,
    leadUnit: names.unitOrNull(appeal.leadUnitId),
    person: names.person(lead?.personId ?? null),
    receivedAt: isoOf(appeal.receivedAt),
    dueAt: wireTime(dueAt),
    owes: owed && {
      unit: names.unit(owed.unitId),
      act: owed.act,
      dueAt: wireTime(owed.dueAt),
      light: owed.light,
    },
    assignmentNo: lead?.no ?? null,
    can: Object.fromEntries(acts.map(act => [act, reasonOf(CAN[act]?.(t, context) ?? null)])),
  }
}

function reasonOf(refusal: Refusal | null) {
  if (refusal === null) return null
  const { zh, en } = sentenceOf(refusal.refused)
  return { code: refusal.refused, zh, en }
}
