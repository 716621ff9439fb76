/** Lists that somebody keeps: their own, and those colleagues share. */
import type { Static } from 'typebox'
import type * as wire from '../../../contract/record-lists.ts'
import type { Actor } from '../../../domain/access/actor.ts'
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import { type Database, violatedKey } from '../../kernel/database.ts'

type Input = Static<NonNullable<typeof wire.saveView.body>>

export interface SavedView {
  id: number
  name: string
  query: unknown
  columns: string[]
  shared: boolean
  own: boolean
}

const COLUMNS = ['id', 'name', 'query', 'columns', 'shared', 'person_id as personId'] as const

const viewFrom = (
  { personId, ...row }: Omit<SavedView, 'own'> & { personId: number },
  actor: Actor,
): SavedView => ({
  ...row,
  own: personId === actor.personId,
})

/** One's own first, then those shared, by name. */
export async function savedViews({ kysely }: Database, actor: Actor): Promise<SavedView[]> {
  const rows = await kysely
    .selectFrom('saved_view')
    .select(COLUMNS)
    .where('tenant_id', '=', actor.tenantId)
    .where(eb => eb.or([eb('person_id', '=', actor.personId), eb('shared', '=', true)]))
    .orderBy('name')
    .limit(500)
    .execute()
  return rows.map(r => viewFrom(r, actor)).sort((a, b) => Number(b.own) - Number(a.own))
}

const written = (v: Input) => ({
  name: v.name,
  query: JSON.stringify(v.query),
  columns: v.columns ?? [],
  shared: v.shared ?? false,
})

/** One name is kept once per person. */
export function saveView({ kysely }: Database, actor: Actor, view: Input): Promise<SavedView | Refusal> {
  return unlessNamed(async () => {
    const row = await kysely
      .insertInto('saved_view')
      .values({ tenant_id: actor.tenantId, person_id: actor.personId!, ...written(view) })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    return viewFrom(row, actor)
  })
}

/** Only one's own. */
export function changeView(
  { kysely }: Database,
  actor: Actor,
  id: number,
  view: Input,
): Promise<SavedView | Refusal> {
  return unlessNamed(async () => {
    const row = await kysely
      .updateTable('saved_view')
      .set(written(view))
      .where(eb => eb.and({ tenant_id: actor.tenantId, id, person_id: actor.personId! }))
      .returning(COLUMNS)
      .executeTakeFirst()
    return row ? viewFrom(row, actor) : refuse('not-found')
  })
}

export async function dropView({ kysely }: Database, actor: Actor, id: number): Promise<null | Refusal> {
  const dropped = await kysely
    .deleteFrom('saved_view')
    .where(eb => eb.and({ tenant_id: actor.tenantId, id, person_id: actor.personId! }))
    .returning('id')
    .executeTakeFirst()
  return dropped ? null : refuse('not-found')
}

async function unlessNamed(write: () => Promise<SavedView | Refusal>): Promise<SavedView | Refusal> {
  try {
    return await write()
  } catch (error) {
    if (violatedKey(error) === null) throw error
    return refuse('already-exists', { field: 'name' })
  }
}
