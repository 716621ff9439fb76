/** Issues a paper: its number is drawn from the series in the transaction that writes it, so that none is lost or given twice. */
import type { Actor } from '../../domain/access/actor.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { documentNumber } from '../../domain/documents/number.ts'
import { type PaperDraft, paperData } from '../../domain/documents/paper-data.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { localText } from '../../domain/time/moment-text.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Once } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import type { FontShelf } from './fonts.ts'
import { prepareWith, textIn } from './prepare.ts'
import { insertDocument, nextNo } from './rows.ts'
import type { SettingsShelf } from './settings.ts'

export type IssueParts = Pick<Parts, 'db' | 'tenants' | 'now'> & { settings: SettingsShelf; fonts: FontShelf }

export interface Issuing {
  draft: PaperDraft
  /** Units of the city it is addressed or copied to: they find it among their documents. */
  recipients: readonly number[]
  /** The ticket it is about: whoever may see that reads it. */
  appealId?: number
  once?: Once | undefined
}

export interface Issued {
  id: number
  number: string
}

/** The city's head stands on it, so it takes the permission for the whole city. */
export async function issuePaper(parts: IssueParts, actor: Actor, given: Issuing): Promise<Issued | Refusal> {
  const { draft, recipients } = given
  const tenant = await parts.tenants.get(actor.tenantId)
  const { units } = tenant.directory
  if (!mayFor(actor, 'document.issue', units.root.id, units)) return refuse('not-your-unit')
  if (draft.seal && !mayFor(actor, 'document.seal', units.root.id, units))
    return refuse('not-permitted', { field: 'seal', facts: { permissions: ['document.seal'] } })
  const { settings } = await parts.settings.get(actor.tenantId)
  if (draft.seal && settings.seal === null) return refuse('no-seal', { field: 'seal' })
  const unknown = recipients.findIndex(id => !units.get(id)?.active)
  if (unknown >= 0) return refuse('no-such-unit', { field: `recipients.${unknown}` })
  const missing = parts.fonts.missingIn(textIn(draft))
  if (missing.length > 0) return refuse('character-without-font', { facts: { characters: missing } })
  return write(parts, actor, { ...given, unitId: units.root.id, zone: tenant.zone })
}

type Writing = Issuing & { unitId: number; zone: string }

async function write(parts: IssueParts, actor: Actor, w: Writing): Promise<Issued> {
  const { tenantId, personId } = actor
  const { settings } = await parts.settings.get(tenantId)
  const at = parts.now()
  const issuedOn = localText(at, zoneOf(w.zone)).slice(0, 10)
  const year = Number(issuedOn.slice(0, 4))
  const { series } = settings.kinds[w.draft.kind]
  return parts.db.kysely.transaction().execute(async tx => {
    const no = await nextNo(tx, tenantId, series, year)
    const number = documentNumber(settings, series, year, no)
    const prepared = prepareWith(parts.fonts, settings, paperData(settings, w.draft, { number, issuedOn }))
    const { unitId, recipients, appealId = null } = w
    const id = await insertDocument(tx, prepared, {
      tenantId,
      series,
      year,
      no,
      unitId,
      recipients,
      appealId,
      at,
      personId,
    })
    const answer = { id, number }
    if (w.once)
      await tx
        .insertInto('idempotency')
        .values({
          tenant_id: tenantId,
          key: w.once.key,
          request_hash: w.once.requestHash,
          status: 201,
          response: JSON.stringify(answer),
          at: new Date(at),
        })
        .execute()
    await tx
      .insertInto('audit')
      .values({
        tenant_id: tenantId,
        person_id: personId,
        act: 'document.issue',
        subject: number,
        facts: JSON.stringify({ id, kind: w.draft.kind, sealed: w.draft.seal }),
        at: new Date(at),
      })
      .execute()
    return answer
  })
}
