/** Suggested categories and units, for a ticket or for what an agent is writing. */
import type { Actor } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { Matter } from '../../domain/dispatch/duties.ts'
import { suggestCategories } from '../../domain/dispatch/suggest-categories.ts'
import { type SimilarCase, suggestUnits } from '../../domain/dispatch/suggest-units.ts'
import type { Assignment } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { redact } from '../../domain/text/redact.ts'
import type { Parts } from '../parts.ts'
import { seenTicket } from './seen.ts'
import { similarCases, tokensOfTicket } from './similar-cases.ts'

export interface DraftMatter {
  text: string
  categoryId?: number
  regionId?: number
  gridId?: number
}

/** A title's worth of the beginning of a text. */
const TITLE_LENGTH = 30

interface Asked {
  text: string
  matter: Matter
  cases: SimilarCase[]
  assignments: readonly Assignment[]
}

/** Without a category the matter is taken to be of the one the text speaks of most. */
function suggestionsFor({ text, matter, cases, assignments }: Asked, directory: Directory) {
  const categories = matter.categoryId === null ? suggestCategories(text, directory) : []
  const categoryId = matter.categoryId ?? categories[0]?.categoryId ?? null
  const known = { matter: { ...matter, categoryId }, cases, assignments }
  const units = suggestUnits(known, directory).map(({ unitId, role, reasons }) => ({
    unitId,
    name: directory.units.get(unitId)!.name,
    role,
    reasons,
  }))
  return { categories, units }
}

export type Suggestions = ReturnType<typeof suggestionsFor>

export async function suggestForDraft(
  { db, words, door }: Parts,
  actor: Actor,
  draft: DraftMatter,
): Promise<Suggestions | Refusal> {
  const { directory } = await door.context(actor)
  const { categoryId = null, regionId = null, gridId = null } = draft
  if (categoryId !== null && !directory.categories.get(categoryId)?.active)
    return refuse('no-such-category', { field: 'categoryId' })
  const text = redact(plainText(draft.text))
  const title = text.slice(0, TITLE_LENGTH)
  const cases = await similarCases(db, words, { text, title }, actor, directory.units)
  return suggestionsFor({ text, matter: { categoryId, regionId, gridId }, cases, assignments: [] }, directory)
}

export async function suggestForAppeal(
  parts: Parts,
  actor: Actor,
  number: string,
): Promise<Suggestions | Refusal> {
  const seen = await seenTicket(parts, actor, number)
  if (isRefusal(seen)) return seen
  const { state, context } = seen
  const { directory } = context
  const tokens = await tokensOfTicket(parts.db, state.tenantId, state.id)
  const text = state.appeal.title ?? ''
  const asked = { text, title: text, exceptId: state.id, ...(tokens && { tokens }) }
  const cases = tokens ? await similarCases(parts.db, parts.words, asked, actor, directory.units) : []
  const { appeal: matter, assignments } = state
  // The title alone says little: the words of the whole text count for the category.
  const said = [text, ...(tokens ?? [])].join(' ')
  return suggestionsFor({ text: said, matter, cases, assignments }, directory)
}
