/** What becomes a typical case, and that nobody can be recognised in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import type { Role } from '../access/roles.ts'
import { unitTreeOf } from '../directory/units.ts'
import { tellingField, whyNotPublishCase, whyNotSelect } from './typical-case.ts'

const units = unitTreeOf([{ id: 1, code: 'c', name: 'c', kind: 'city', parentId: null, active: true }])
const actor = (role: Role, personId = 1): Actor => ({
  ...{ kind: 'staff', tenantId: 1, personId, name: 'x', unitId: 1 },
  grants: [{ role, unitId: 1 }],
})

test('[ZY-35] only what is struck off and not confidential becomes a case', () => {
  const matter = { ownerUnitId: 1, stage: 'struckOff', confidential: false }
  assert.equal(whyNotSelect(matter, actor('qa'), units), null)
  assert.equal(whyNotSelect(matter, actor('agent'), units)?.refused, 'not-permitted')
  assert.equal(whyNotSelect({ ...matter, stage: 'visited' }, actor('qa'), units)?.refused, 'no-case-of-this')
  assert.equal(
    whyNotSelect({ ...matter, confidential: true }, actor('qa'), units)?.refused,
    'no-case-of-this',
  )
})

test('[ZY-35] a name, an address or a number in any of its words is found', () => {
  const words = {
    title: '路灯',
    situation: '一位居民反映路灯不亮。',
    handling: '当日修复。',
    outcome: '解决',
    lesson: null,
  }
  const person = { name: '王小明', address: '湖滨路18号2栋301' }
  assert.equal(tellingField(words, person), null)
  assert.equal(tellingField({ ...words, situation: '王小明反映路灯不亮。' }, person), 'situation')
  assert.equal(tellingField({ ...words, handling: '到湖滨路18号2栋301修复。' }, person), 'handling')
  assert.equal(
    tellingField({ ...words, lesson: '回电 13812345678。' }, { name: null, address: null }),
    'lesson',
  )
  assert.equal(tellingField(words, { name: '灯', address: null }), null)
})

test('[ZY-35] nobody approves the case they wrote', () => {
  const draft = { state: 'draft' as const, createdBy: 1 }
  assert.equal(whyNotPublishCase(draft, 'public', actor('centreDirector', 1), units)?.refused, 'own-work')
  assert.equal(whyNotPublishCase(draft, 'public', actor('centreDirector', 2), units), null)
  assert.equal(whyNotPublishCase(draft, 'public', actor('qa', 2), units)?.refused, 'not-permitted')
})
