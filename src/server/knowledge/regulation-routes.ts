/** The routes of the library of policy documents 政策文件库. */
import * as wire from '../../contract/regulations.ts'
import type { AnswerOf } from '../../contract/route.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { type Day, isoOf } from '../../domain/instant.ts'
import { citationsIn, citedBy, stateOf } from '../../domain/knowledge/citations.ts'
import { regulationStateOf } from '../../domain/knowledge/regulation.ts'
import { sectionsOf } from '../../domain/knowledge/sections.ts'
import { snippetOf } from '../../domain/knowledge/snippet.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt, zoneOf } from '../../domain/time/zone.ts'
import { tenantCalled } from '../accounts/tenant.ts'
import { heldFile } from '../kernel/held-files.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { brokenReferences, citedIn, referencesTo } from './regulation-references.ts'
import { createRegulation, saveRegulation } from './regulation-saving.ts'
import {
  listRegulations,
  type RegulationKey,
  type RegulationLine,
  type RegulationsAsked,
  regulationBy,
  replacedBy,
  type StoredRegulation,
  searchRegulations,
  versionsOfRegulation,
} from './regulations.ts'

export type LibraryParts = Pick<Parts, 'db' | 'words' | 'tenants' | 'now' | 'gate'>

export const regulationRoutes = (parts: LibraryParts): Route[] => [
  route(wire.listRegulations, async ({ actor, query }) => {
    const { directory, today } = await groundOf(parts, actor.tenantId)
    const { found, next, asked } = await find(parts, { tenantId: actor.tenantId, today, ...query })
    return { regulations: found.map(r => ({ ...lineOf(r, directory, today), ...hitOf(r, asked) })), next }
  }),
  route(wire.readRegulation, ({ actor, params }) => read(parts, actor, params)),
  route(wire.createRegulation, ({ actor, body }) => createRegulation(parts, actor, body)),
  route(wire.changeRegulation, call => answeredOnce(parts.db, call, () => saveRegulation(parts, call))),
  route(wire.listRegulationVersions, async ({ actor, params }) => {
    const { people } = (await groundOf(parts, actor.tenantId)).directory
    const versions = await versionsOfRegulation(parts.db, actor.tenantId, params.id)
    if (versions.length === 0) return refuse('not-found')
    return {
      versions: versions.map(({ version, title, number, repealedOn, body, savedAt, savedBy }) => ({
        ...{ version, title, number, repealedOn, body, savedAt: isoOf(savedAt) },
        savedBy: people.get(savedBy ?? 0)?.name ?? null,
      })),
    }
  }),
  route(wire.listRegulationReferences, async ({ actor, params }) => {
    const { today } = await groundOf(parts, actor.tenantId)
    const regulation = await regulationBy(parts.db.kysely, actor.tenantId, params)
    return regulation
      ? { references: await referencesTo(parts, actor, regulation, today) }
      : refuse('not-found')
  }),
  route(wire.listBrokenReferences, async ({ actor }) =>
    brokenReferences(parts, actor, (await groundOf(parts, actor.tenantId)).today),
  ),
  route(wire.findCited, async ({ actor, query }) => {
    const { today } = await groundOf(parts, actor.tenantId)
    const citations = citationsIn(query.text)
    const library = await citedIn(parts.db, actor.tenantId, { titles: citations.map(c => c.title), today })
    return {
      citations: citations.map(c => {
        const cited = citedBy(c, library)
        return {
          ...{ start: c.start, end: c.end, section: c.section },
          state: stateOf(c, cited),
          regulationId: cited?.id ?? null,
        }
      }),
    }
  }),
  ...publicRoutes(parts),
]

const publicRoutes = (parts: LibraryParts): Route[] => [
  route(wire.listPublicRegulations, async ({ query: { tenant, ...query } }) => {
    const tenantId = await tenantCalled(parts.gate, tenant)
    if (typeof tenantId !== 'number') return tenantId
    const { today } = await groundOf(parts, tenantId)
    const { found, next } = await find(parts, { tenantId, today, scope: 'public', ...query })
    return { regulations: found.map(r => publicLineOf(r, today)), next }
  }),
  route(wire.readPublicRegulation, async ({ params, query }) => {
    const tenantId = await tenantCalled(parts.gate, query.tenant)
    return typeof tenantId === 'number' ? readPublic(parts, tenantId, params) : tenantId
  }),
]

/** The directory, and the day the wall clock of the city shows. */
export async function groundOf({ tenants, now }: Pick<Parts, 'tenants' | 'now'>, tenantId: number) {
  const { directory, zone } = await tenants.get(tenantId)
  return { directory, today: dayOfNumber(dayNumberAt(zoneOf(zone), now())) }
}

async function find(
  { db, words }: LibraryParts,
  { q, ...asked }: RegulationsAsked & { q?: string | undefined },
) {
  const question = words.query(q ?? '')
  if (question.length > 0)
    return { found: await searchRegulations(db, asked, question), next: null, asked: question }
  if (q?.trim()) return { found: [], next: null, asked: [] }
  const { page, next } = await listRegulations(db, asked)
  return { found: page, next, asked: [] }
}

/** The section that has most of what was asked for, and the lines around. */
function hitOf({ body }: StoredRegulation, asked: readonly string[]) {
  const sections = sectionsOf(body)
  const score = (text: string) => asked.filter(word => text.toLowerCase().includes(word)).length
  const [best] = sections.toSorted((a, b) => score(b.text) - score(a.text))
  return { section: (asked.length > 0 && best?.label) || null, snippet: snippetOf(best?.text ?? '', asked) }
}

async function read(
  parts: LibraryParts,
  actor: Actor,
  key: { id: number },
): Promise<AnswerOf<typeof wire.readRegulation> | Refusal> {
  const { db } = parts
  const { directory, today } = await groundOf(parts, actor.tenantId)
  const regulation = await regulationBy(db.kysely, actor.tenantId, key)
  if (!regulation) return refuse('not-found')
  const [replaces, by, file] = await Promise.all([
    replacedBy(db, actor.tenantId, regulation.id),
    otherOf(db, actor.tenantId, regulation.replacedById),
    heldFile(db.kysely, actor.tenantId, regulation.fileId),
  ])
  return {
    ...lineOf(regulation, directory, today),
    body: regulation.body,
    sections: sectionsOf(regulation.body),
    replacedBy: by,
    replaces,
    file,
    savedBy: directory.people.get(regulation.savedBy ?? 0)?.name ?? null,
    can: { edit: mayFor(actor, 'knowledge.edit', regulation.ownerUnitId, directory.units) },
  }
}

async function otherOf(db: Parts['db'], tenantId: number, id: number | null) {
  const found = id === null ? null : await regulationBy(db.kysely, tenantId, { id })
  return (
    found && { id: found.id, code: found.code, title: found.title, number: found.number, scope: found.scope }
  )
}

async function readPublic(
  parts: LibraryParts,
  tenantId: number,
  key: RegulationKey,
): Promise<AnswerOf<typeof wire.readPublicRegulation> | Refusal> {
  const { today } = await groundOf(parts, tenantId)
  const regulation = await regulationBy(parts.db.kysely, tenantId, key)
  if (regulation?.scope !== 'public') return refuse('not-found')
  const by = await otherOf(parts.db, tenantId, regulation.replacedById)
  return {
    ...publicLineOf(regulation, today),
    inForceFrom: regulation.inForceFrom,
    repealedOn: regulation.repealedOn,
    sections: sectionsOf(regulation.body),
    replacedBy: by?.scope === 'public' ? { code: by.code, title: by.title } : null,
  }
}

function lineOf(r: RegulationLine, { units }: Pick<Directory, 'units'>, today: Day) {
  const { id, code, version, title, number, issuer, issuedOn, inForceFrom, repealedOn, scope } = r
  return {
    ...{ id, code, version, title, number, issuer, issuedOn, inForceFrom, repealedOn, scope },
    state: regulationStateOf(r, today),
    owner: { id: r.ownerUnitId, name: units.get(r.ownerUnitId)?.name ?? String(r.ownerUnitId) },
    savedAt: isoOf(r.savedAt),
  }
}

const publicLineOf = ({ code, title, number, issuer, issuedOn, ...r }: RegulationLine, today: Day) => ({
  ...{ code, title, number, issuer, issuedOn },
  state: regulationStateOf(r, today),
})
