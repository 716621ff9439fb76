/** Who may change an article, when it is in force, and what of it is shown for a question. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import type { Role } from '../access/roles.ts'
import { type Unit, unitTreeOf } from '../directory/units.ts'
import { type ArticleStanding, isInForce, whyNotRead, whyNotSave } from './article.ts'
import { snippetOf } from './snippet.ts'

const unit = (id: number, parentId: number | null): Unit => ({
  id,
  code: String(id),
  name: String(id),
  kind: 'city',
  parentId,
  active: id !== 9,
})
const units = unitTreeOf([unit(1, null), unit(2, 1), unit(3, 1), unit(9, 1)])
const actor = (role: Role, unitId: number): Actor => ({
  kind: 'staff',
  tenantId: 1,
  personId: 1,
  name: 'x',
  unitId,
  grants: [{ role, unitId }],
})
const keeper = actor('knowledgeEditor', 2)
const article = (more: Partial<ArticleStanding> = {}): ArticleStanding => ({
  state: 'published',
  ownerUnitId: 2,
  validFrom: 100,
  validUntil: 200,
  ...more,
})

test('an article is in force from its first moment up to, not at, its last', () => {
  const at = (now: number, more = {}) => isInForce(article(more), now)
  assert.deepEqual(
    [99, 100, 199, 200].map(now => at(now)),
    [false, true, true, false],
  )
  assert.equal(at(1e15, { validUntil: null }), true)
  assert.equal(at(150, { state: 'draft' }), false)
  assert.equal(at(150, { state: 'withdrawn' }), false)
})

test('what is in force everybody reads, what is not only its keepers', () => {
  const agent = actor('agent', 1)
  assert.equal(whyNotRead(article(), agent, units, 150), null)
  assert.equal(whyNotRead(article(), agent, units, 300)?.refused, 'not-found')
  assert.equal(whyNotRead(article(), keeper, units, 300), null)
})

test('an article is saved by keepers of its unit, in an order of states in which nothing published becomes a draft', () => {
  const cases: [
    before: ArticleStanding | null,
    next: Partial<ArticleStanding>,
    who: Actor,
    refused: string | undefined,
  ][] = [
    [null, { state: 'draft' }, keeper, undefined],
    [null, {}, keeper, undefined],
    [null, { state: 'withdrawn' }, keeper, 'wrong-stage'],
    [null, { ownerUnitId: 3 }, keeper, 'not-your-unit'],
    [null, { ownerUnitId: 77 }, keeper, 'no-such-unit'],
    [null, { ownerUnitId: 9 }, actor('knowledgeEditor', 1), 'no-such-unit'],
    [article(), {}, actor('agent', 2), 'not-your-unit'],
    [article({ ownerUnitId: 3 }), { ownerUnitId: 2 }, keeper, 'not-your-unit'],
    [article({ ownerUnitId: 3 }), { ownerUnitId: 2 }, actor('knowledgeEditor', 1), undefined],
    [article(), { state: 'draft' }, keeper, 'wrong-stage'],
    [article(), { state: 'withdrawn' }, keeper, undefined],
    [article({ state: 'withdrawn' }), {}, keeper, undefined],
  ]
  for (const [before, next, who, refused] of cases)
    assert.equal(whyNotSave(before, article(next), who, units)?.refused, refused)
})

test('a snippet begins shortly before the first hit and marks every hit', () => {
  const text = `${'开头的话'.repeat(20)}办理居住证需要身份证和住址证明，居住证三个工作日办结。${'结尾'.repeat(80)}`
  const parts = snippetOf(text, ['居住证', '证明'])
  assert.deepEqual(
    parts.filter(p => p.hit).map(p => p.text),
    ['居住证', '证明', '居住证'],
  )
  assert.equal(parts[0]!.text, '…')
  assert.equal(parts.at(-1)!.text, '…')
  assert.equal(snippetOf('没有命中', ['路灯'])[0]!.text, '没有命中')
})

test('whatever the text and the words, a snippet is a piece of the text and every hit one of the words', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.string({ maxLength: 3 })),
      (text, words) => {
        const inner = snippetOf(text, words)
          .filter(p => p.text !== '…' || p.hit)
          .map(p => p.text)
          .join('')
        assert.ok(text.replace(/\s+/g, ' ').includes(inner) || inner.includes('…'))
        assert.ok(inner.isWellFormed() || !text.isWellFormed())
      },
    ),
  )
})
