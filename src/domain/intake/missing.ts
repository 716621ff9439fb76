/** 五要素: who, when, where, what, and what is wanted. What is missing is a hint to ask for, never a reason to refuse. */
import type { ReceiveInput } from './receive-appeal.ts'

export const ELEMENTS = ['appellant', 'happenedAt', 'place', 'purpose', 'category'] as const
export type Element = (typeof ELEMENTS)[number]

type Given = Pick<ReceiveInput, 'appellant' | 'anonymous' | 'happenedAt' | 'place' | 'purpose' | 'categoryId'>

/** The elements an agent should still ask for; title and content can't be missing. */
export function missingElements({
  appellant,
  anonymous,
  happenedAt,
  place,
  purpose,
  categoryId,
}: Given): Element[] {
  const known: Record<Element, boolean> = {
    appellant: anonymous === true || Boolean(appellant?.name || appellant?.phone),
    happenedAt: happenedAt !== undefined,
    place: place !== undefined && Object.values(place).some(v => v !== undefined && v !== ''),
    purpose: Boolean(purpose),
    category: categoryId !== undefined,
  }
  return ELEMENTS.filter(element => !known[element])
}
