/** The routes of the settings: reading, trying, saving; the shipped templates; the seal. */
import * as wire from '../../contract/documents.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents/kinds.ts'
import type { DocumentSettings } from '../../domain/documents/settings.ts'
import { settingsProblems } from '../../domain/documents/settings-check.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import type { DocumentRouteParts } from './routes.ts'
import { keepSeal, sealImage, whyNotSeal } from './seals.ts'
import { sendPaper } from './send.ts'
import { saveSettings, type VersionedSettings } from './settings.ts'
import { shippedLayout, shippedTemplate } from './templates.ts'

export const settingsRoutes = (parts: DocumentRouteParts): Route[] => [
  route(wire.readDocumentSettings, async ({ actor }) => ({
    ...(await parts.documents.versioned(actor.tenantId)),
    families: (await parts.documents.fonts()).families,
    can: { seal: await mayAtTop(parts, actor, 'document.seal') },
  })),
  route(wire.saveDocumentSettings, call => save(parts, call)),
  route(wire.previewDocumentSettings, async ({ actor, body, reply }) => {
    const { kind, settings } = body
    const present = await parts.documents.versioned(actor.tenantId)
    const shown = {
      ...settings,
      seal: (await mayAtTop(parts, actor, 'document.seal')) ? present.settings.seal : null,
    }
    const wrong = whyNotSettings(settings)
    if (wrong) return wrong
    const svg = await parts.documents.preview(
      actor.tenantId,
      parts.documents.sample(shown, kind),
      'svg',
      settings,
    )
    return sendPaper(reply, { bytes: svg, format: 'svg', name: '预览' })
  }),
  route(wire.readTemplate, async ({ params }) => ({
    template: shippedTemplate(params.kind),
    layout: shippedLayout(),
  })),
  route(wire.uploadSeal, call => takeSeal(parts, call)),
  route(wire.openSeal, async ({ actor, params, reply }) => {
    if (!(await mayAtTop(parts, actor, 'document.seal'))) return refuse('not-your-unit')
    const bytes = await sealImage(parts.db, actor.tenantId, params.hash).catch(() => null)
    return bytes ? sendPaper(reply, { bytes, format: 'png', name: '印章' }) : refuse('not-found')
  }),
]

/** The city's own paper: only whoever may for the whole city. */
async function mayAtTop(
  { tenants }: DocumentRouteParts,
  actor: Actor,
  permission: 'document.seal' | 'document.settings',
): Promise<boolean> {
  const { units } = (await tenants.get(actor.tenantId)).directory
  return mayFor(actor, permission, units.root.id, units)
}

function whyNotSettings(settings: DocumentSettings): Refusal | null {
  const problems = settingsProblems(settings)
  if (problems.length === 0) return null
  return refuse('settings-wrong', { field: `settings.${problems[0]!.path}`, facts: { problems } })
}

async function save(
  parts: DocumentRouteParts,
  { actor, body }: Call<typeof wire.saveDocumentSettings>,
): Promise<{ version: number } | Refusal> {
  const { settings } = body
  if (!(await mayAtTop(parts, actor, 'document.settings'))) return refuse('not-your-unit')
  const before = await parts.documents.versioned(actor.tenantId)
  const stale = refuse('changed-meanwhile', { facts: { version: before.version } })
  if (before.version !== body.version) return stale
  const refusal =
    whyNotSettings(settings) ?? (await whyNotChangeSeal(parts, actor, before.settings, settings))
  if (refusal) return refusal
  await tryTemplates(parts, actor, before, settings)
  const { tenantId, personId } = actor
  const version = await saveSettings(parts.db, before, settings, { tenantId, personId, at: parts.now() })
  return version === null ? stale : { version }
}

/** Which seal there is, and which sheets bear it by themselves, is for whoever keeps the seal. */
async function whyNotChangeSeal(
  parts: DocumentRouteParts,
  actor: Actor,
  before: DocumentSettings,
  after: DocumentSettings,
): Promise<Refusal | null> {
  const moved = DOCUMENT_KINDS.find(kind => after.kinds[kind].seal && !before.kinds[kind].seal)
  if (after.seal === before.seal && !moved) return null
  const field = moved ? `settings.kinds.${moved}.seal` : 'settings.seal'
  if (!(await mayAtTop(parts, actor, 'document.seal')))
    return refuse('not-permitted', { field, facts: { permissions: ['document.seal'] } })
  return null
}

/** A city's own template has to hold on the sample before it is taken; throws Refused with its problems. */
async function tryTemplates(
  { documents }: DocumentRouteParts,
  { tenantId }: Actor,
  before: VersionedSettings,
  after: DocumentSettings,
): Promise<void> {
  const isNew = (kind: DocumentKind) =>
    after.kinds[kind].template !== null && after.kinds[kind].template !== before.settings.kinds[kind].template
  for (const kind of DOCUMENT_KINDS.filter(isNew))
    await documents.preview(tenantId, documents.sample(after, kind), 'pdf', after)
}

/** The new seal is the city's at once: its settings go on to the next version. */
async function takeSeal(
  parts: DocumentRouteParts,
  { actor, body }: Call<typeof wire.uploadSeal>,
): Promise<{ hash: string } | Refusal> {
  if (!(await mayAtTop(parts, actor, 'document.seal'))) return refuse('not-your-unit')
  const image = Buffer.from(body.png, 'base64')
  const refusal = whyNotSeal(image)
  if (refusal) return refusal
  const saving = { tenantId: actor.tenantId, personId: actor.personId, at: parts.now() }
  const hash = await keepSeal(parts.db, { name: body.name, image }, saving)
  const before = await parts.documents.versioned(actor.tenantId)
  const version = await saveSettings(parts.db, before, { ...before.settings, seal: hash }, saving)
  return version === null ? refuse('changed-meanwhile') : { hash }
}
