/** A thread that loads batches over a connection of its own, so that cutting and hashing use every core. */
import { parentPort, workerData } from 'node:worker_threads'
import { openTenants } from '../directory/tenants.ts'
import { openKeys } from '../kernel/crypto/keys.ts'
import { openDatabase } from '../kernel/database.ts'
import { openWords } from '../kernel/words.ts'
import type { Batch } from './batches.ts'
import { openLoader } from './loader.ts'
import type { WorkerSettings } from './loaders.ts'

const { connection, keys: keySettings, plan } = workerData as WorkerSettings
const db = openDatabase({ ...connection, max: 2 })
const keys = await openKeys(keySettings)
const words = openWords()
words.warm()
const loader = await openLoader({ db, tenants: openTenants(db), tools: { keys, words }, now: Date.now }, plan)

parentPort!.on('message', (batch: Batch) => {
  loader.load(batch).then(
    result => parentPort!.postMessage({ result }),
    (error: Error & { code?: string }) =>
      parentPort!.postMessage({ error: { message: error.message, code: error.code } }),
  )
})
