/**
 * Every second: what was written goes from the waiting list of the words' index into the index itself. Each search reads
 * the whole list, and PostgreSQL left alone lets 2 500 appeals gather there, then makes whoever comes next merge them all.
 */
import type { Database } from '../kernel/database.ts'
import type { Job } from '../kernel/jobs.ts'

// Only the index's owner may; who runs the server on another role's tables leaves it to PostgreSQL.
const MERGE = `SELECT gin_clean_pending_list(oid) FROM pg_class
  WHERE oid = 'appeal_search_words'::regclass AND pg_has_role(relowner, 'USAGE')`

export const mergeWordsJob = (db: Database): Job => ({
  name: 'merge-indexed-words',
  everySeconds: 1,
  // Waits for no other job, as everybody's commits would in the end.
  long: true,
  run: async () => void (await db.named('record.merge-words', MERGE, [])),
})
