/** The knowledge base of the sample city: one article for every question people ask. */
import type { Instant } from '../../domain/instant.ts'
import { DAY } from '../../domain/instant.ts'
import { insertArticle, type Saved } from '../knowledge/articles.ts'
import { blankArticle } from '../knowledge/writing.ts'
import type { Parts } from '../parts.ts'
import type { Chance } from './chance.ts'
import { type Matter, wordsOf } from './matters.ts'
import type { Town } from './town.ts'

/** A question and where its answer stands. */
export interface Known extends Saved {
  question: string
  answer: string
  categoryId: number
}

/** Valid from before the first appeal on, for two years. */
export async function writeArticles(
  { db, words }: Parts,
  town: Town,
  { matters, from }: { matters: readonly Matter[]; from: Instant },
  chance: Chance,
): Promise<Known[]> {
  const { id: personId } = [...town.directory.people.values()][0]!
  const place = { place: '本社区', street: '本街道' }
  const known: Known[] = []
  for (const matter of matters.filter(m => m.kind === 'inquiry')) {
    const { title, content, reply } = wordsOf(matter, place, chance)
    const category = town.categoryBy(matter.at)
    const owner = town.directory.units.root.id
    const writing = {
      ...blankArticle(owner, from),
      title: title.replace(/^(企业)?咨询/, ''),
      body: `问：${content}\n\n答：${reply}`,
      categoryId: category.id,
      state: 'published' as const,
      validUntil: from + 730 * DAY,
    }
    const saved = await insertArticle(db, words, writing, { tenantId: town.tenantId, personId, at: from })
    known.push({ ...saved, question: title, answer: reply, categoryId: category.id })
  }
  return known
}
