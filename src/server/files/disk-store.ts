/** Keeps files in the data folder: ab/cd/<hash>, readable by the server alone, on the disk before it is said so. */
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStore, StorageAway, storageError } from './file-store.ts'

/** `folder` is made when the first file comes; the files given to `keep` must lie on the same disk. */
export function diskStore(folder: string): FileStore {
  const placeOf = (hash: Buffer) => {
    const name = hash.toString('hex')
    return join(folder, name.slice(0, 2), name.slice(2, 4), name)
  }
  return {
    keep: async (path, hash) => {
      const place = placeOf(hash)
      try {
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        await toDisk(path)
        await rename(path, place)
        for (const above of [dirname(place), dirname(dirname(place)), folder]) await toDisk(above)
      } catch (error) {
        throw storageError(error)
      }
    },
    open: async (hash, range) => {
      const file = await open(placeOf(hash)).catch(error => {
        throw new StorageAway('a stored file cannot be read', { cause: error })
      })
      return createReadStream('', { fd: file, ...(range && { start: range.first, end: range.last }) })
    },
    remove: hash => rm(placeOf(hash), { force: true }),
  }
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
