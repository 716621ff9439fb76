/** What may become of a contact. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { townRules } from '../../../test/rules.ts'
import { CONTACT_OUTCOMES } from '../vocabulary.ts'
import { type Contact, type Settlement, whyNotSettle, whyNotSo, whyNotStars } from './contact.ts'
import { ENTRIES, meaningOf } from './entries.ts'
import { ELEMENTS, missingElements } from './missing.ts'

const contact = (fields: Partial<Contact>): Contact => ({
  id: 1,
  channelId: 1,
  externalId: null,
  at: 0,
  endedAt: null,
  outcome: 'pending',
  intent: 'call',
  kind: 'other',
  agentId: null,
  unitId: 1,
  appealId: null,
  articleId: null,
  articleVersion: null,
  reason: null,
  answer: null,
  stars: null,
  waitSeconds: null,
  talkSeconds: null,
  organisationId: null,
  note: null,
  version: 1,
  ...fields,
})

for (const outcome of CONTACT_OUTCOMES)
  test(`[ZY-30] a contact that is ${outcome} ${outcome === 'pending' ? 'may still be' : 'is never again'} settled`, () => {
    assert.equal(
      whyNotSettle(contact({ outcome }))?.refused ?? null,
      outcome === 'pending' ? null : 'contact-settled',
    )
  })

const settlements: [Settlement, string | null][] = [
  [{ outcome: 'refused', reason: 'outsideTerritory' }, null],
  [{ outcome: 'refused', reason: 'bored' }, 'unknown-reason'],
  [{ outcome: 'handedOver', reason: '119' }, null],
  [{ outcome: 'handedOver', reason: '12345' }, 'emergency-line'],
  [{ outcome: 'answered', answer: '九点' }, null],
  [{ outcome: 'abandoned' }, null],
]
for (const [settlement, refused] of settlements)
  test(`${JSON.stringify(settlement)} is ${refused ?? 'accepted'} by the rules`, () => {
    assert.equal(whyNotSo(settlement, townRules)?.refused ?? null, refused)
  })

test('only an answer is rated, and only once', () => {
  assert.equal(whyNotStars(contact({ outcome: 'answered' })), null)
  assert.equal(whyNotStars(contact({ outcome: 'answered', stars: 4 }))?.refused, 'stars-given')
  assert.equal(whyNotStars(contact({ outcome: 'abandoned' }))?.refused, 'wrong-stage')
})

test('who wishes to stay unnamed is not asked who they are', () => {
  assert.deepEqual(missingElements({}), [...ELEMENTS])
  assert.ok(!missingElements({ anonymous: true }).includes('appellant'))
  assert.ok(missingElements({ place: {} }).includes('place'))
  assert.ok(!missingElements({ place: { address: '湖滨路' } }).includes('place'))
})

test('[NC-43] no two entries mean the same', () => {
  assert.equal(new Set(ENTRIES.map(entry => JSON.stringify(meaningOf(entry)))).size, 4)
})
