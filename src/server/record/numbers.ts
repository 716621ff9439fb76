/** Ids of appeals and contacts, taken from their sequences in blocks, so that a creating call costs no round trip for them. */
import type { Database } from '../kernel/database.ts'
import type { NewIds } from './door.ts'

const BLOCK = 256

export interface Numbers {
  reserve: (count: number) => Promise<NewIds>
}

/** Gaps are allowed: what a block has left when the server stops is never used. */
export function openNumbers(db: Database): Numbers {
  const appeal = blocks(db, 'appeal_id_seq')
  const contact = blocks(db, 'contact_id_seq')
  return {
    async reserve(count) {
      const [appeals, contacts] = await Promise.all([appeal(count), contact(count)])
      return { appeal: () => taken(appeals), contact: () => taken(contacts) }
    },
  }
}

const taken = (ids: number[]): number => {
  const id = ids.shift()
  if (id === undefined) throw new Error('more ids were used than reserved')
  return id
}

function blocks(db: Database, sequence: string): (count: number) => Promise<number[]> {
  let free: number[] = []
  let refill: Promise<void> | null = null
  const fill = async (count: number) => {
    const rows = await db.named<{ id: number }>(
      `ids.${sequence}`,
      `SELECT nextval('${sequence}') AS id FROM generate_series(1, $1)`,
      [Math.max(BLOCK, count)],
    )
    free = free.concat(rows.map(r => r.id))
  }
  return async count => {
    while (free.length < count) {
      refill ??= fill(count).finally(() => {
        refill = null
      })
      await refill
    }
    return free.splice(0, count)
  }
}
