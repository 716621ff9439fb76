/** All tickets of a list, page by page, however many there are: between two pages nothing of the database is held. */
import type { Summary } from '../../../contract/record.ts'
import type { Database } from '../../kernel/database.ts'
import type { Asked } from './ask.ts'
import { listPage } from './list.ts'

const AT_ONCE = 500

/**
 * Newest first, masked as the list is, each ticket once as it is when its page is read: a reader that is slow, or stops
 * for an hour, keeps no connection and no snapshot from the others. What is received meanwhile is newer than the first page.
 */
export async function* exportRows(db: Database, asked: Asked): AsyncGenerator<Summary> {
  let after: string | undefined
  do {
    const page = await listPage(db, asked, { sort: 'received', after, limit: AT_ONCE })
    yield* page.appeals
    after = page.next ?? undefined
  } while (after !== undefined)
}
