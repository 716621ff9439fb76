/** Turns a decided change into the rows that are committed: the ticket, its events with their hashes, what goes beside. */
import type { Actor } from '../../domain/access/actor.ts'
import { involvedUnits } from '../../domain/access/sight.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { type Change, type IdentityInput, type IssuedDocument, touched } from '../../domain/record/draft.ts'
import type { ChildName, TicketState } from '../../domain/record/state.ts'
import { signatureOf } from '../../domain/text/likeness.ts'
import { idNumberKeyOf, phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Words } from '../kernel/words.ts'
import { toStored } from './columns.ts'
import { commitment, eventHash, newSalt } from './hash.ts'
import type { SeriesRow } from './issuing.ts'
import { spanWordsOf } from './spans.ts'

type Row = Record<string, unknown>

/** All rows of one change, as JSON for PostgreSQL. */
export interface ChangeRows {
  tenantId: number
  appealId: number
  /** Version the change was decided on; null for a new appeal. */
  expected: number | null
  appeal: Row
  events: Row[]
  children: Partial<Record<ChildName, Row[]>>
  reach: Row[]
  contact: Row | null
  identity: Row | null
  search: Row | null
  idempotency: Row | null
  /** Official papers issued with it, and how far their series moved on; with the first change of a group. */
  documents: IssuedDocument[]
  series: SeriesRow[]
}

export interface Tools {
  keys: Keys
  words: Words
}

export interface Framing {
  actor: Actor
  now: Instant
  previousHash: Uint8Array
  units: UnitTree
  /** Plain query code of a new appeal. */
  queryCode?: string
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

export function rowsOf(change: Change, tools: Tools, framing: Framing): ChangeRows {
  const { after, before, beside } = change
  const key = { tenant_id: after.tenantId, appeal_id: after.id }
  const identity = beside.identity ? identityRow(after, beside.identity, tools.keys, framing.now) : null
  const { events, head } = eventRows(change, framing, identity?.commitment as string | undefined)
  const appeal: Row = {
    tenant_id: after.tenantId,
    id: after.id,
    version: after.version,
    head_hash: hex(head),
    ...toStored('appeal', after.appeal),
  }
  if (framing.queryCode) appeal.query_code = hex(tools.keys.encrypt(framing.queryCode, 'appeal.queryCode'))
  const children: ChangeRows['children'] = {}
  for (const name of touched(change))
    children[name] = changedRows(change, name).map(r => ({ ...key, ...toStored(name, r) }))
  return {
    tenantId: after.tenantId,
    appealId: after.id,
    expected: before?.version ?? null,
    appeal,
    events,
    children,
    reach: reachRows(change, framing.units),
    contact: beside.contact ? { tenant_id: after.tenantId, ...beside.contact } : null,
    identity: identity ? { ...key, contact_id: beside.contact?.id ?? null, ...identity } : null,
    search:
      beside.searchText === undefined
        ? null
        : searchRow(after, beside.searchWords ?? wordsOf(beside.searchText, tools.words)),
    idempotency: beside.idempotency ? idempotencyRow(after.tenantId, beside.idempotency, framing.now) : null,
    documents: [],
    series: [],
  }
}

const changedRows = (change: Change, name: ChildName) => {
  const numbers = new Set(change.steps.flatMap(s => Object.keys(s.changes[name] ?? {})).map(Number))
  return change.after[name].filter(r => numbers.has(r.no))
}

function eventRows(change: Change, f: Framing, identityCommitment: string | undefined) {
  const { after } = change
  let head = f.previousHash
  let seq = after.version - change.steps.length
  const events = change.steps.map((step, i) => {
    seq += 1
    const salt = step.texts ? newSalt() : null
    const textsHash = step.texts && salt ? commitment(salt, step.texts) : null
    const facts = i === 0 && identityCommitment ? { ...step.facts, identity: identityCommitment } : step.facts
    const unitId = step.unitId ?? after.appeal.ownerUnitId
    const content = {
      tenantId: after.tenantId,
      appealId: after.id,
      seq,
      kind: step.kind,
      actorKind: f.actor.kind,
      actorId: f.actor.personId,
      unitId,
      at: step.at,
      recordedAt: f.now,
      limitClass: after.appeal.limitClass,
      policyVersion: after.appeal.policyVersion,
      facts,
      changes: step.changes,
      textsHash,
    }
    const hash = eventHash(head, content)
    const row: Row = {
      tenant_id: after.tenantId,
      appeal_id: after.id,
      seq,
      kind: step.kind,
      actor_kind: f.actor.kind,
      actor_id: f.actor.personId,
      unit_id: unitId,
      at: isoOf(step.at),
      recorded_at: isoOf(f.now),
      limit_class: content.limitClass,
      policy_version: content.policyVersion,
      facts,
      changes: step.changes,
      texts_hash: textsHash && hex(textsHash),
      prev_hash: hex(head),
      hash: hex(hash),
      texts: step.texts,
      salt: salt && hex(salt),
    }
    head = hash
    return row
  })
  return { events, head }
}

/** These units and all above them, except the top, which sees everything without a row. */
export const reachOfUnits = (ids: readonly number[], units: UnitTree): number[] =>
  ids
    .flatMap(id => units.pathOf(id))
    .filter(u => u.parentId !== null)
    .map(u => u.id)

/** One row per unit that newly has to do with the ticket, and per unit above it, except the top. */
function reachRows(change: Change, units: UnitTree): Row[] {
  const reachOf = (s: TicketState | null) => new Set(s ? reachOfUnits(involvedUnits(s), units) : [])
  const before = reachOf(change.before)
  const now = reachOf(change.after)
  const { tenantId, id, appeal } = change.after
  return [...now]
    .filter(unit => !before.has(unit))
    .map(unit => ({
      tenant_id: tenantId,
      unit_id: unit,
      received_at: isoOf(appeal.receivedAt),
      appeal_id: id,
    }))
}

const IDENTITY_FIELDS = ['name', 'phone', 'phone2', 'idNumber', 'address'] as const

/** Also used for the identity of a contact that becomes no appeal. */
export function identityRow(at: { tenantId: number }, given: IdentityInput, keys: Keys, now: Instant): Row {
  const salt = newSalt()
  // The commitment is to what is stored, no more: verifying has nothing else to compare with.
  const input = Object.fromEntries(
    IDENTITY_FIELDS.flatMap(f => (given[f] ? [[f, given[f]]] : [])),
  ) as IdentityInput
  const blind = (key: Buffer | null) => key && hex(key)
  const seal = (field: keyof IdentityInput) => {
    const value = input[field]
    return value ? hex(keys.encrypt(value, `identity.${field}`)) : null
  }
  return {
    tenant_id: at.tenantId,
    salt: hex(salt),
    commitment: hex(commitment(salt, input)),
    name_enc: seal('name'),
    phone_enc: seal('phone'),
    phone2_enc: seal('phone2'),
    id_number_enc: seal('idNumber'),
    address_enc: seal('address'),
    phone_key: blind(input.phone ? phoneKeyOf(keys, input.phone) : null),
    id_number_key: blind(input.idNumber ? idNumberKeyOf(keys, input.idNumber) : null),
    at: isoOf(now),
  }
}

function wordsOf(text: string, words: Words): NonNullable<Change['beside']['searchWords']> {
  const tokens = words.index(text)
  return { words: tokens, bands: signatureOf(tokens) }
}

function searchRow(after: TicketState, { words, bands }: ReturnType<typeof wordsOf>): Row {
  return {
    tenant_id: after.tenantId,
    appeal_id: after.id,
    received_at: isoOf(after.appeal.receivedAt),
    tokens: [...words, ...spanWordsOf(after.appeal.receivedAt)],
    bands,
  }
}

const idempotencyRow = (
  tenantId: number,
  i: NonNullable<Change['beside']['idempotency']>,
  now: Instant,
): Row => ({
  tenant_id: tenantId,
  key: i.key,
  request_hash: hex(i.requestHash),
  status: i.status,
  response: i.response,
  at: isoOf(now),
})
