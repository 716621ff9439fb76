/** Group commit: changes that arrive while a statement is under way share the next one; each is answered after its own commit. */
import { CHILD_NAMES } from '../../domain/record/state.ts'
import { type Database, isAway } from '../kernel/database.ts'
import { commitSql, PARTS, type Part } from './commit-sql.ts'
import type { ChangeRows } from './rows.ts'

/** Changes that are committed together or not at all: one ticket, or the two of a merge. */
export type Group = ChangeRows[]

interface Waiting {
  group: Group
  resolve: (held: boolean) => void
  reject: (error: unknown) => void
}

const LARGEST_BATCH = 64

export interface Committer {
  /** True when committed, false when somebody else was first. Rejects on a unique key or a database that is away. */
  commit: (group: Group) => Promise<boolean>
}

/** `lanes` statements may be under way at once. */
export function openCommitter(db: Database, lanes = 1): Committer {
  let queue: Waiting[] = []
  let busy = 0
  const underWay = new Set<string>()

  async function pump(): Promise<void> {
    while (busy < lanes && queue.length > 0) {
      const batch = takeBatch()
      if (batch.length === 0) return
      busy += 1
      void run(batch).finally(() => {
        busy -= 1
        for (const key of batch.flatMap(w => keysOf(w.group))) underWay.delete(key)
        void pump()
      })
    }
  }

  /** Takes waiting groups whose tickets are not in a statement already. */
  function takeBatch(): Waiting[] {
    const batch: Waiting[] = []
    const left: Waiting[] = []
    for (const waiting of queue) {
      const keys = keysOf(waiting.group)
      if (batch.length >= LARGEST_BATCH || keys.some(k => underWay.has(k))) left.push(waiting)
      else {
        for (const key of keys) underWay.add(key)
        batch.push(waiting)
      }
    }
    queue = left
    return batch
  }

  async function run(batch: Waiting[]): Promise<void> {
    try {
      const held = await commitGroups(
        db,
        batch.map(w => w.group),
      )
      batch.forEach((w, i) => void w.resolve(held.has(i)))
    } catch (error) {
      if (batch.length === 1 || isAway(error)) for (const w of batch) w.reject(error)
      // One bad row must not fail the others: each goes alone.
      else for (const w of batch) await run([w])
    }
  }

  return {
    commit: group =>
      new Promise((resolve, reject) => {
        queue.push({ group, resolve, reject })
        void pump()
      }),
  }
}

/** Tickets, and series of papers: two groups of one statement may not move the same. */
const keysOf = (group: Group): string[] =>
  group.flatMap(c => [
    `${c.tenantId}/${c.appealId}`,
    ...c.series.map(s => `series ${s.tenant_id}/${s.code}/${s.year}`),
  ])

/** The rows of one part, and of which group each is. */
interface PartRows {
  rows: object[]
  groups: number[]
}

/** Commits groups in one statement; answers the indexes of those that held. */
export async function commitGroups(db: Database, groups: Group[]): Promise<Set<number>> {
  const parts = new Map<Part, PartRows>()
  const guards: object[] = []
  const contactGuards: object[] = []
  const put = (part: Part, g: number, rows: readonly object[]) => {
    if (rows.length === 0) return
    const known = parts.get(part) ?? { rows: [], groups: [] }
    parts.set(part, known)
    for (const row of rows) {
      known.rows.push(row)
      known.groups.push(g)
    }
  }
  groups.forEach((group, g) => {
    for (const c of group) {
      const { tenantId: tenant_id, appealId: id, expected, contact } = c
      put(expected === null ? 'inserts' : 'updates', g, [c.appeal])
      if (expected !== null) guards.push({ g, tenant_id, id, expected })
      for (const name of CHILD_NAMES) put(name, g, c.children[name] ?? [])
      put('events', g, c.events)
      put('reach', g, c.reach)
      put('contacts', g, one(contact))
      const version = contact?.version as number
      if (contact && version > 1) contactGuards.push({ g, tenant_id, id: contact.id, expected: version - 1 })
      put('identities', g, one(c.identity))
      put('search', g, one(c.search))
      put('idempotency', g, one(c.idempotency))
      put('series', g, c.series)
      put(
        'documents',
        g,
        c.documents.map(d => d.document),
      )
      put(
        'templates',
        g,
        c.documents.map(d => d.template),
      )
    }
  })
  return send(db, groups.length, { guards, contactGuards, parts })
}

const one = (row: object | null): object[] => (row ? [row] : [])

interface Sending {
  guards: object[]
  contactGuards: object[]
  parts: Map<Part, PartRows>
}

const texts = new Map<string, { name: string; text: string }>()

async function send(db: Database, groups: number, { guards, contactGuards, parts }: Sending) {
  const present = PARTS.filter(p => parts.has(p))
  const key = present.join()
  const statement = texts.get(key) ?? { name: `commit.${texts.size}`, text: commitSql(present) }
  texts.set(key, statement)
  const numbers = Array.from({ length: groups }, (_, g) => g)
  const rows = present.flatMap(p => [JSON.stringify(parts.get(p)!.rows), parts.get(p)!.groups])
  const values = [JSON.stringify(guards), JSON.stringify(contactGuards), numbers, ...rows]
  const held = await db.named<{ g: number }>(statement.name, statement.text, values)
  return new Set(held.map(r => r.g))
}
