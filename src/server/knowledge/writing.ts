/** Turns what was said of an article into what is saved, and says why it can't be. */

import type { changeArticle } from '../../contract/knowledge.ts'
import type { InputOf } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { Instant } from '../../domain/instant.ts'
import { type ArticleStanding, whyNotSave } from '../../domain/knowledge/article.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import type { Writing } from './articles.ts'

/** A draft about which nothing has been said. */
export const blankArticle = (ownerUnitId: number, validFrom: Instant): Writing => ({
  title: '',
  body: '',
  categoryId: null,
  validUntil: null,
  state: 'draft',
  issuers: [],
  documentNumber: null,
  issuedOn: null,
  ownerUnitId,
  validFrom,
})

/** What is said replaces what was there. Throws InvalidInput for blank texts and times that can't be. */
export function writingFrom(body: InputOf<typeof changeArticle>['body'], before: Writing): Writing {
  const { title = before.title, body: text = before.body, validFrom, validUntil, ...rest } = body
  const until = validUntil === undefined ? before.validUntil : validUntil
  const writing: Writing = {
    ...before,
    ...rest,
    title: lineFrom(title, 'title'),
    body: textFrom(text, 'body').trim(),
    validFrom: validFrom === undefined ? before.validFrom : instantFrom(validFrom, 'validFrom'),
    validUntil: typeof until === 'string' ? instantFrom(until, 'validUntil') : until,
  }
  if (writing.validUntil !== null && writing.validUntil <= writing.validFrom)
    throw new InvalidInput('validUntil', '失效时间应晚于生效时间。', 'must be later than validFrom')
  return writing
}

function instantFrom(text: string, field: string): Instant {
  const at = Date.parse(text)
  if (!(at >= Date.UTC(1900, 0) && at < Date.UTC(2200, 0)))
    throw new InvalidInput(
      field,
      '时间应在 1900 年至 2199 年之间。',
      'must be a moment between 1900 and 2199',
    )
  return at
}

/** Why may the actor not save it? */
export function whyNotWrite(
  before: ArticleStanding | null,
  next: Writing,
  actor: Actor,
  { units, categories }: Directory,
): Refusal | null {
  const refusal = whyNotSave(before, next, actor, units)
  if (refusal) return refusal
  if (next.categoryId !== null && !categories.has(next.categoryId))
    return refuse('no-such-category', { field: 'categoryId' })
  const unknown = next.issuers.findIndex(id => !units.get(id))
  return unknown < 0 ? null : refuse('no-such-unit', { field: `issuers.${unknown}` })
}
