/** The settings of a city's documents: the newest version, kept by heart, and saving the next one. */
import { isDeepStrictEqual } from 'node:util'
import type { DocumentSettings } from '../../domain/documents/settings.ts'
import { addDocuments, newestDocuments, shippedDocuments } from '../directory/documents-file.ts'
import type { Database } from '../kernel/database.ts'

export interface VersionedSettings {
  /** 0 where a city has said nothing yet. */
  version: number
  settings: DocumentSettings
}

export interface SettingsShelf {
  get: (tenantId: number) => Promise<VersionedSettings>
}

/** Asks for the number of the version only, as long as nobody saved another. */
export function openSettingsShelf(db: Database): SettingsShelf {
  const known = new Map<number, VersionedSettings>()
  return {
    get: async tenantId => {
      const [row] = await db.named<{ version: number }>(
        'documents.version',
        'SELECT coalesce(max(version), 0) AS version FROM document_settings WHERE tenant_id = $1',
        [tenantId],
      )
      const present = known.get(tenantId)
      if (present?.version === row!.version) return present
      const newest = await newestDocuments(db.kysely, tenantId)
      const fresh = newest ?? { version: 0, settings: await shippedDocuments() }
      known.set(tenantId, fresh)
      return fresh
    },
  }
}

interface Saving {
  tenantId: number
  personId: number | null
  at: number
}

/** Gives the new version; the same when nothing differs, null when somebody else was faster. */
export async function saveSettings(
  db: Database,
  before: VersionedSettings,
  settings: DocumentSettings,
  { tenantId, personId, at }: Saving,
): Promise<number | null> {
  if (isDeepStrictEqual(before.settings, settings)) return before.version
  const version = before.version + 1
  try {
    await db.kysely.transaction().execute(async tx => {
      await addDocuments(tx, tenantId, settings, { at, by: personId, version })
      await tx
        .insertInto('audit')
        .values({
          tenant_id: tenantId,
          person_id: personId,
          act: 'documents.settings',
          subject: String(version),
          facts: JSON.stringify({ version }),
          at: new Date(at),
        })
        .execute()
    })
    return version
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return null
    throw error
  }
}
