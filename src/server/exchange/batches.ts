/** Records in packets of one size: what a loader takes at a time, in one piece of memory that can change hands. */
import type { RawRecord } from './records.ts'

/** Rows of a million-row file are loaded so many at a time. */
export const BATCH = 1000

export interface Batch {
  /** The row of the first record, counted from 1. */
  first: number
  bytes: Uint8Array<ArrayBuffer>
  /** Where each record ends in `bytes`. */
  ends: number[]
  lines: number[]
  /** By position: why a record can't be read. */
  faults: Record<number, string>
}

/** The first `skip` records are left out. */
export async function* batchesOf(
  records: AsyncIterable<RawRecord[]>,
  skip: number,
  size = BATCH,
): AsyncGenerator<Batch> {
  let row = 0
  let waiting: RawRecord[] = []
  for await (const some of records)
    for (const record of some) {
      row += 1
      if (row <= skip) continue
      // The bytes lie in the file's read buffers; nothing is copied until the batch is full.
      waiting.push(record)
      if (waiting.length < size) continue
      yield batchOf(waiting, row - waiting.length + 1)
      waiting = []
    }
  if (waiting.length > 0) yield batchOf(waiting, row - waiting.length + 1)
}

export function batchOf(records: readonly RawRecord[], first: number): Batch {
  const bytes = new Uint8Array(records.reduce((sum, r) => sum + r.bytes.length, 0))
  const batch: Batch = { first, bytes, ends: [], lines: [], faults: {} }
  let at = 0
  for (const [i, record] of records.entries()) {
    bytes.set(record.bytes, at)
    at += record.bytes.length
    batch.ends.push(at)
    batch.lines.push(record.line)
    if (record.fault) batch.faults[i] = record.fault
  }
  return batch
}

/** The bytes of each record of a batch. */
export const recordsIn = ({ bytes, ends }: Batch): Buffer[] =>
  ends.map((end, i) =>
    Buffer.from(bytes.buffer, bytes.byteOffset + (ends[i - 1] ?? 0), end - (ends[i - 1] ?? 0)),
  )
