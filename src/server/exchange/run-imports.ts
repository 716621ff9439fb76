/** Works on imports whose file is kept here, one after another; those that a stopped server left behind go on. */
import { rm } from 'node:fs/promises'
import { StorageAway, StorageFull } from '../files/file-store.ts'
import { newIncoming, saveStream } from '../files/receive-file.ts'
import { fileById } from '../files/send-file.ts'
import { isAway } from '../kernel/database.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { goOn } from './import-file.ts'
import { fileOfKey, readMapping } from './mapping.ts'
import { endRun, noteError, type Run, waitingRuns } from './runs.ts'

export const runImports = (parts: Parts): Job => ({
  name: 'run-imports',
  everySeconds: 2,
  long: true,
  run: async signal => {
    for (const run of await waitingRuns(parts.db)) {
      if (signal.aborted) return
      await workOn(parts, run, signal)
    }
  },
})

/** A storage or database that is away is waited for; anything else ends the run, and is told with it. */
async function workOn(parts: Parts, run: Run, signal: AbortSignal): Promise<void> {
  let path: string | null = null
  try {
    path = await keptSource(parts, run)
    const { mapping } = readMapping(fileOfKey(run.mapping), run.mappingText ?? '')
    if (path === null || mapping === null)
      return await endRun(
        parts.db,
        run,
        path === null
          ? '文件已不在，请重新上传 The file is no longer kept; send it again'
          : '映射在现在的版本里不能用 The mapping can’t be used with this version',
      )
    await goOn(parts, parts.openLoaders, { tenantId: run.tenantId, id: run.id, path, mapping, signal })
  } catch (error) {
    const { message } = error as Error
    if (error instanceof StorageAway || error instanceof StorageFull) await noteError(parts.db, run, message)
    else if (!isAway(error)) await endRun(parts.db, run, message.slice(0, 500))
    throw error
  } finally {
    if (path) await rm(path, { force: true })
  }
}

/** A copy to read, to be removed by whoever asked; null when the file is not kept. Throws StorageAway. */
export async function keptSource(
  parts: Pick<Parts, 'db' | 'files' | 'folder'>,
  { tenantId, fileId }: Pick<Run, 'tenantId' | 'fileId'>,
): Promise<string | null> {
  const file = fileId === null ? null : await fileById(parts.db, tenantId, fileId)
  if (!file) return null
  const path = await newIncoming(parts.folder)
  try {
    await saveStream(await parts.files.store.open(file.hash), path, file.size)
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
