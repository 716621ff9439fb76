/** Tasks stand where appeals stand; what counts or compares appeals leaves them out. */
import { TASK_KINDS } from '../../domain/vocabulary.ts'

/** SQL: the kind in that column is an appeal's. */
export const IS_APPEAL = (column: string): string =>
  `${column} NOT IN (${TASK_KINDS.map(kind => `'${kind}'`).join(', ')})`
