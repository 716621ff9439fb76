/** Official documents as every stage uses them: settings, freezing, issuing, and the files. */
import type { Actor } from '../../domain/access/actor.ts'
import type { DocumentData } from '../../domain/documents/data.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { DocumentSettings } from '../../domain/documents/settings.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Parts } from '../parts.ts'
import { openCompiler } from './compiler.ts'
import { type FontShelf, openFontShelf } from './fonts.ts'
import { type Issued, type Issuing, issuePaper } from './issue.ts'
import { type Prepared, prepareWith } from './prepare.ts'
import { pressed } from './press.ts'
import { type Format, mustHaveGlyphs, type Rendered, renderDocument } from './render.ts'
import { sampleOf } from './samples.ts'
import { sealImage } from './seals.ts'
import { openSettingsShelf, type VersionedSettings } from './settings.ts'
import { bundleOf } from './templates.ts'

export interface Documents {
  settings: (tenantId: number) => Promise<DocumentSettings>
  versioned: (tenantId: number) => Promise<VersionedSettings>
  /** Everything of a row but its number and id; nothing is written. */
  prepare: (tenantId: number, data: DocumentData) => Promise<Prepared>
  /** The same for many: asks once, then freezes without waiting. */
  preparer: (tenantId: number) => Promise<(data: DocumentData) => Prepared>
  /** From the frozen data and template; made once, then served from the store. Throws Refused. */
  render: (tenantId: number, documentId: number, format: Format) => Promise<Rendered>
  /** As the paper will look, not yet issued. Throws Refused for a template that doesn't hold or a character without font. */
  preview: (
    tenantId: number,
    data: DocumentData,
    format: 'pdf' | 'svg',
    settings?: DocumentSettings,
  ) => Promise<Buffer>
  /** The sample of a kind with settings that needn't be saved. */
  sample: (settings: DocumentSettings, kind: DocumentKind) => DocumentData
  /** A paper that is no sheet; its number is drawn as it is written. */
  issue: (actor: Actor, issuing: Issuing) => Promise<Issued | Refusal>
  fonts: () => Promise<FontShelf>
  close: () => void
}

export type DocumentParts = Pick<Parts, 'db' | 'tenants' | 'folder' | 'now' | 'files'> & {
  /** The folder of a city's own fonts. */
  fontFolder: string | undefined
  /** How long one document may take, in milliseconds. */
  longest?: number
}

/** Nothing is started until paper is needed. */
export function openDocuments(parts: DocumentParts): Documents {
  const shelf = openSettingsShelf(parts.db)
  const fonts = once(() => openFontShelf(parts.fontFolder))
  const compiler = once(async () =>
    openCompiler({ fontFiles: (await fonts()).files, ...(parts.longest && { longest: parts.longest }) }),
  )
  const settings = async (tenantId: number) => (await shelf.get(tenantId)).settings
  const preparer: Documents['preparer'] = async tenantId => {
    const [present, known] = await Promise.all([settings(tenantId), fonts()])
    return data => prepareWith(known, present, data)
  }
  return {
    settings,
    versioned: shelf.get,
    fonts,
    preparer,
    prepare: async (tenantId, data) => (await preparer(tenantId))(data),
    render: async (tenantId, id, format) =>
      renderDocument({ ...parts, fonts: await fonts(), compiler: await compiler() }, tenantId, {
        id,
        format,
      }),
    preview: async (tenantId, data, format, unsaved) => {
      const known = await fonts()
      const present = unsaved ?? (await settings(tenantId))
      const shown = { ...data, paper: { ...data.paper, fonts: known.resolve(data.paper.fonts) } }
      mustHaveGlyphs(known, shown)
      const bundle = bundleOf(data.kind, present.kinds[data.kind].template)
      const seal = await sealImage(parts.db, tenantId, data.paper.seal)
      return (await pressed(await compiler(), { data: shown, bundle, seal, format })).bytes
    },
    sample: sampleOf,
    issue: async (actor, issuing) =>
      issuePaper({ ...parts, settings: shelf, fonts: await fonts() }, actor, issuing),
    close: () => void compiler.opened()?.then(c => c.close()),
  }
}

/** Opened when first asked for; tried again after it failed. */
function once<T>(open: () => Promise<T>) {
  let opened: Promise<T> | undefined
  const get = (): Promise<T> => {
    opened ??= open().catch(error => {
      opened = undefined
      throw error
    })
    return opened
  }
  return Object.assign(get, { opened: () => opened })
}
