/** Exports a list for somebody: the same filters, the same fence, the same masks, and a row for the auditor. */
import type { FilterInput } from '../../../contract/record-lists.ts'
import type { Actor } from '../../../domain/access/actor.ts'
import { dayOfNumber } from '../../../domain/time/day.ts'
import { dayNumberAt } from '../../../domain/time/zone.ts'
import type { Parts } from '../../parts.ts'
import { ask } from './ask.ts'
import { type ExportFormat, exportStream } from './export.ts'
import { exportRows } from './export-rows.ts'

/** What was asked for is noted before the first row leaves. */
export async function exportFile(parts: Parts, actor: Actor, filters: FilterInput, format: ExportFormat) {
  const asked = await ask(parts, actor, filters)
  const { zone } = asked.context.calendar
  const { q, ...told } = filters
  await parts.db.kysely
    .insertInto('audit')
    .values({
      tenant_id: actor.tenantId,
      person_id: actor.personId,
      act: 'appeals.exported',
      subject: format,
      // Words may name a person; that words were asked for is enough.
      facts: JSON.stringify({ ...told, ...(q !== undefined && { words: true }) }),
      at: new Date(parts.now()),
    })
    .execute()
  const name = `yidan-${dayOfNumber(dayNumberAt(zone, asked.context.now))}.${format}`
  return { ...exportStream(exportRows(parts.db, asked), format, zone), name }
}
