/** Takes away uploads that nobody attached to anything within a day (or the time they are kept for), and what broken uploads left behind. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { DAY } from '../../domain/instant.ts'
import type { Job } from '../kernel/jobs.ts'
import { type FileParts, incomingFolder, lockHash } from './receive-file.ts'

export const removeForgottenFiles = (parts: FileParts): Job => ({
  name: 'remove-forgotten-files',
  everySeconds: 3600,
  // A storage elsewhere may be slow for each of many files.
  long: true,
  run: async signal => {
    await removeForgotten(parts, signal)
    await sweepIncoming(incomingFolder(parts.folder))
  },
})

async function removeForgotten({ db, files, now }: FileParts, signal: AbortSignal): Promise<void> {
  const before = new Date(now() - DAY)
  const { rows } = await db.pool.query<{ hash: Buffer }>(
    `SELECT DISTINCT hash FROM file WHERE appeal_id IS NULL AND holder IS NULL
       AND coalesce(keep_until - interval '1 day', uploaded_at) < $1`,
    [before],
  )
  for (const { hash } of rows) {
    if (signal.aborted) return
    await db.kysely.transaction().execute(async trx => {
      await lockHash(hash).execute(trx)
      await sql`DELETE FROM file WHERE hash = ${hash} AND appeal_id IS NULL AND holder IS NULL
        AND coalesce(keep_until - interval '1 day', uploaded_at) < ${before}`.execute(trx)
      const left = await trx.selectFrom('file').select('id').where('hash', '=', hash).limit(1).execute()
      if (left.length === 0) await files.store.remove(hash)
    })
  }
}

async function sweepIncoming(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && found.mtimeMs < Date.now() - DAY) await rm(path, { force: true })
  }
}
