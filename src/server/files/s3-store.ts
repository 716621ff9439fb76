/** Keeps files in an S3-compatible storage (AWS, MinIO, OSS, COS, OBS), addressed by path. */
import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { type ByteRange, type FileStore, StorageAway, StorageFull } from './file-store.ts'
import { EMPTY_HASH, type S3Account, signed } from './s3-signature.ts'

export interface S3Settings extends S3Account {
  /** https://host[:port] */
  endpoint: string
  bucket: string
}

/** A storage that is slower than this is away. */
const PATIENCE = 60_000

export function s3Store(settings: S3Settings): FileStore {
  const urlOf = (hash: Buffer) => {
    const name = hash.toString('hex')
    return new URL(`/${settings.bucket}/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`, settings.endpoint)
  }
  const call = async (method: string, hash: Buffer, more: { body?: Blob; range?: ByteRange } = {}) => {
    const { body, range } = more
    const headers = range && { range: `bytes=${range.first}-${range.last}` }
    const bodyHash = body ? hash.toString('hex') : EMPTY_HASH
    const url = urlOf(hash)
    const { host: _, ...all } = signed(
      { method, url, bodyHash, ...(headers && { headers }) },
      settings,
      Date.now(),
    )
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await fetch(url, {
      method,
      headers: all,
      signal,
      redirect: 'error',
      ...(body && { body }),
    }).catch(error => {
      throw new StorageAway('the file storage does not answer', { cause: error })
    })
    if (answer.status === 507) throw new StorageFull('the file storage is full')
    if (!answer.ok && !(method === 'DELETE' && answer.status === 404))
      throw new StorageAway(`the file storage answers ${answer.status} to ${method}`)
    return answer
  }
  return {
    keep: async (path, hash) => {
      const answer = await call('PUT', hash, { body: await openAsBlob(path) })
      await answer.body?.cancel()
    },
    open: async (hash, range) => {
      const answer = await call('GET', hash, range ? { range } : {})
      return Readable.fromWeb(answer.body as ReadableStream)
    },
    remove: async hash => {
      const answer = await call('DELETE', hash)
      await answer.body?.cancel()
    },
  }
}
