/** What the history's hashes cover: canonical JSON of an event's content, chained; salted commitments to what stands outside. */
import { createHash, randomBytes } from 'node:crypto'

/** JSON with sorted keys and no white space; the same value always gives the same text, whatever order jsonb kept. */
export function canonical(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  // Plain loops: this runs for every event written and for all of them when the record is verified.
  let text = ''
  if (Array.isArray(value)) {
    for (const each of value) text += text === '' ? canonical(each) : `,${canonical(each)}`
    return `[${text}]`
  }
  const fields = value as Record<string, unknown>
  for (const key of Object.keys(fields).sort())
    if (fields[key] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(fields[key])}`
  return `{${text}}`
}

export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The content of an event that its hash covers. Times are epoch milliseconds. */
export interface HashedEvent {
  tenantId: number
  appealId: number
  seq: number
  kind: string
  actorKind: string
  actorId: number | null
  unitId: number | null
  at: number
  recordedAt: number
  limitClass: string
  policyVersion: number
  facts: unknown
  changes: unknown
  textsHash: Uint8Array | null
}

/** The hash before the first event of an appeal. */
export const FIRST_HASH = Buffer.alloc(32)

/** hash = SHA-256(previous hash ‖ canonical content). */
export function eventHash(previous: Uint8Array, e: HashedEvent): Buffer {
  const content = canonical([
    e.tenantId,
    e.appealId,
    e.seq,
    e.kind,
    e.actorKind,
    e.actorId,
    e.unitId,
    e.at,
    e.recordedAt,
    e.limitClass,
    e.policyVersion,
    e.facts,
    e.changes,
    e.textsHash ? Buffer.from(e.textsHash).toString('hex') : null,
  ])
  return sha256(previous, content)
}

export const newSalt = (): Buffer => randomBytes(16)

/** A commitment to words that can be erased later: nobody can test a guess without the salt. */
export const commitment = (salt: Uint8Array, words: unknown): Buffer => sha256(salt, canonical(words))
