/** Runs a command with everything the stages are built from, for one city, as the system itself. */
import { type Actor, systemActor } from '../domain/access/actor.ts'
import { partsOf } from '../server/app.ts'
import type { Parts } from '../server/parts.ts'
import { withInstallation } from './installed.ts'
import { tenantFor } from './tenant.ts'

export interface AtWork {
  parts: Parts
  tenantId: number
  actor: Actor
}

/** `tenant` is the city's code; may be left out where there is only one. */
export const withParts = <T>(tenant: unknown, run: (at: AtWork) => Promise<T>): Promise<T> =>
  withInstallation(async installation => {
    const { db, keys, words, settings } = installation
    const { id: tenantId } = await tenantFor(installation, tenant as string | undefined)
    const parts = partsOf({ db, keys, words, folder: settings.folder })
    try {
      return await run({ parts, tenantId, actor: systemActor(tenantId) })
    } finally {
      parts.documents.close()
      parts.tenants.close()
    }
  })
