/** Where the bytes of files lie, by the hash of their content: in the data folder, or in an S3-compatible storage. */
import type { Readable } from 'node:stream'

/** First and last byte, both included. */
export interface ByteRange {
  first: number
  last: number
}

export interface FileStore {
  /** Moves or copies a finished file under its SHA-256 hash; safe to call again. Throws StorageFull or StorageAway. */
  keep: (path: string, hash: Buffer, size: number) => Promise<void>
  /** Throws StorageAway when it can't be read. */
  open: (hash: Buffer, range?: ByteRange) => Promise<Readable>
  /** Nothing happens when it isn't there. */
  remove: (hash: Buffer) => Promise<void>
}

export class StorageFull extends Error {}
export class StorageAway extends Error {}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A disk without room as StorageFull, anything else unchanged. */
export const storageError = (error: unknown): unknown =>
  FULL.has((error as { code?: string }).code ?? '')
    ? new StorageFull('the disk is full', { cause: error })
    : error
