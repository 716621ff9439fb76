/** The loaders of an import: in this process for a small file, in worker threads for a large one. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { KeySettings } from '../kernel/crypto/keys.ts'
import type { DatabaseSettings } from '../kernel/database.ts'
import type { Batch } from './batches.ts'
import type { OpenLoaders } from './import-file.ts'
import { type BatchResult, type Loader, type LoaderParts, type LoadPlan, openLoader } from './loader.ts'

export const loadersHere =
  (parts: LoaderParts): OpenLoaders =>
  async plan => ({ loaders: [await openLoader(parts, plan)], close: async () => {} })

/** What a worker needs to open an installation's database and keys anew. */
export interface WorkerSettings {
  connection: DatabaseSettings
  keys: KeySettings
  plan: LoadPlan
}

export const loadersInThreads =
  (connection: DatabaseSettings, keys: KeySettings, count: number): OpenLoaders =>
  async plan => {
    const workers = Array.from({ length: count }, () => openWorker({ connection, keys, plan }))
    return { loaders: workers, close: async () => void (await Promise.all(workers.map(w => w.close()))) }
  }

type Answer = { result: BatchResult } | { error: { message: string; code?: string } }

function openWorker(workerData: WorkerSettings): Loader & { close: () => Promise<void> } {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData })
  // A thread that ends between two batches must neither end the server nor be waited for.
  const gone = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`a loader ended with ${code}`)))
  })
  gone.catch(() => {})
  // Each loader is given its next batch when the last is done, so the next message answers the last.
  const load = async (batch: Batch): Promise<BatchResult> => {
    worker.postMessage(batch)
    const [answer] = (await Promise.race([once(worker, 'message'), gone])) as [Answer]
    if ('result' in answer) return answer.result
    throw Object.assign(new Error(answer.error.message), answer.error.code ? { code: answer.error.code } : {})
  }
  return { load, close: async () => void (await worker.terminate()) }
}
