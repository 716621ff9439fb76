/** The answer to a call that names an idempotency key is committed with what it changed. */
import type { Change } from '../../domain/record/draft.ts'
import type { Once } from '../kernel/once.ts'

/** What the door keeps with a change: the key, and the answer that the changes lead to. */
export interface Kept extends Once {
  answer: (changes: readonly Change[]) => object
}

/** Ties the answer to the first change, so that both are committed or neither is. */
export function keepAnswer(changes: readonly Change[], kept: Kept | undefined): void {
  const [first] = changes
  if (!first || !kept) return
  const { key, requestHash, answer } = kept
  first.beside.idempotency = { key, requestHash, status: 200, response: answer(changes) }
}
