/** Compares a draft or an arrival with what came before: one lookup, shared with whoever asks at the same moment. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import {
  type Candidate,
  candidatesOf,
  type Likened,
  repeatsAmong,
  type Wording,
} from '../../domain/intake/candidates.ts'
import { type ReceiveInput, searchTextOf } from '../../domain/intake/receive-appeal.ts'
import { signatureOf } from '../../domain/text/likeness.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import type { Parts } from '../parts.ts'
import { isOfPhone } from '../record/appellants.ts'
import { type ArrivalKnown, openArrivals, type Restraint } from './arrivals.ts'

export interface Comparing {
  /** Who is shown the candidates. */
  actor: Actor
  tenantId: number
  input: Pick<ReceiveInput, 'title' | 'content' | 'place' | 'categoryId' | 'confidential'>
  phone?: string | undefined
  /** The blind index in hex, where the phone is known by it only. */
  phoneKey?: string | undefined
  /** The idempotency key of the call. */
  key?: string | undefined
  external?: { platform: string; id: string } | null
  /** Word by word: for a draft that an agent looks at. */
  exact?: boolean
}

export interface Compared {
  known: ArrivalKnown
  search: { text: string } & Wording
  /** Only those that the actor may know of. */
  candidates: Candidate[]
  /** Earlier appeals of the same person about the same matter. */
  repeats: Candidate[]
  /** All that were found, whoever asks: to be masked before anybody sees them. */
  found: Candidate[]
}

export type Compare = (asked: Comparing) => Promise<Compared>

export function openComparing({ db, keys, words, tenants, now }: Parts): Compare {
  const arrivals = openArrivals(db)
  return async ({ actor, tenantId, input, phone, phoneKey, key, external, exact = false }) => {
    const { directory, policy } = await tenants.get(tenantId)
    const text = searchTextOf(input)
    const index = words.index(text)
    const search = { text, words: index, bands: signatureOf(index) }
    const likened = likenedFrom(input, now())
    const known = await arrivals({
      tenantId,
      phoneKey: phone ? phoneKeyOf(keys, phone) : phoneKey ? Buffer.from(phoneKey, 'hex') : null,
      likened,
      // What is confidential is not compared by its words either.
      bands: input.confidential ? [] : search.bands,
      exact,
      windowDays: policy.rules.repeats.windowDays,
      key: key ?? null,
      external: external ?? null,
    })
    const all = candidatesOf(likened, search, known.earlier)
    const candidates = await shownTo(db, actor, directory.units, all)
    return { known, search, candidates, repeats: repeatsAmong(likened, all), found: all }
  }
}

/** Staff know of what they may read, a signed-in appellant of what they brought, anybody else of nothing. */
async function shownTo(
  db: Parts['db'],
  actor: Actor,
  units: UnitTree,
  all: Candidate[],
): Promise<Candidate[]> {
  if (actor.kind !== 'appellant')
    return all.filter(c => mayFor(actor, 'appeal.read', c.earlier.ownerUnitId, units))
  const own = await Promise.all(all.map(c => isOfPhone({ db }, actor, c.earlier.id)))
  return all.filter((_, n) => own[n])
}

const likenedFrom = ({ place = {}, categoryId }: Comparing['input'], receivedAt: number): Likened => ({
  categoryId: categoryId ?? null,
  regionId: place.regionId ?? null,
  gridId: place.gridId ?? null,
  lng: place.lng ?? null,
  lat: place.lat ?? null,
  receivedAt,
})

const textOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** A candidate as it is shown. */
export const candidateSeen = ({ earlier, reasons, likeness }: Candidate) => ({
  number: earlier.number,
  title: earlier.title,
  stage: earlier.stage,
  receivedAt: new Date(earlier.receivedAt).toISOString(),
  reasons,
  likeness,
  mergedInto: earlier.mergedInto,
})

export const restraintSeen = (r: Restraint | null) =>
  r && { id: r.id, reason: r.reason, perHour: r.perHour, until: textOf(r.until) }
