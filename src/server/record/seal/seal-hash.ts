/** What a seal's hashes cover: for every event its place and its hash, for every seal all its columns and the seal before. */
import { canonical, sha256 } from '../hash.ts'
import { leafHash } from './merkle.ts'

/** One sealed event; `id` and `tx` are in the leaf, so that neither can be changed afterwards. */
export interface SealedEvent {
  id: number
  tx: number
  hash: Uint8Array
}

/** The leaf of an event: 8 bytes id, 8 bytes transaction, 32 bytes hash. */
export function eventLeaf({ id, tx, hash }: SealedEvent): Buffer {
  const content = Buffer.alloc(16 + hash.length)
  content.writeBigInt64BE(BigInt(id), 0)
  content.writeBigInt64BE(BigInt(tx), 8)
  content.set(hash, 16)
  return leafHash(content)
}

/** A row of `seal` before it has its hash; `at` is epoch milliseconds. */
export interface SealContent {
  tenantId: number
  no: number
  at: number
  afterId: number
  txFrom: number
  txTo: number
  events: number
  lastId: number
  root: Uint8Array
}

/** hash = SHA-256(hash of the seal before ‖ canonical content); the first follows 32 zero bytes. */
export const sealHash = (previous: Uint8Array, s: SealContent): Buffer =>
  sha256(
    previous,
    canonical([
      s.tenantId,
      s.no,
      s.at,
      s.afterId,
      s.txFrom,
      s.txTo,
      s.events,
      s.lastId,
      Buffer.from(s.root).toString('hex'),
    ]),
  )
