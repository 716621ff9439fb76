/** Which city a person who is not yet signed in means. */
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Gate } from './gate.ts'

/** The tenant with the code; without a code the only one, or the only one that is not a sample. */
export async function tenantCalled(gate: Gate, code: string | undefined): Promise<number | Refusal> {
  const rows = await gate.db.named<{ id: number; code: string; sample: boolean }>(
    'tenants-called',
    'SELECT id, code, sample FROM tenant WHERE $1::text IS NULL OR code = $1',
    [code ?? null],
  )
  const [one] = rows.length > 1 ? rows.filter(row => !row.sample) : rows
  const isClear = rows.length === 1 || rows.filter(row => !row.sample).length === 1
  return one && isClear ? one.id : refuse('no-such-tenant', { field: 'tenant' })
}
