/** 网络问政: a platform's messages with a clerk of their own, a named owner each, units called up at once, and limits of their own. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StepRow } from '../../src/contract/steps.ts'
import { gatewaysTo, givePhones, type Listening, listenIn, turn } from '../ladder.testing.ts'
import { townRules } from '../rules.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, matterOf } from './matter.testing.ts'

let world: World
let sms: Listening
let voice: Listening
before(async () => {
  world = await openWorld({
    rules: {
      ...townRules,
      rectification: [
        {
          when: { categories: ['02'] },
          code: 'multilingualGuide',
          zh: '办事指南同步补齐外文版本（至少英文）。',
          en: 'Guides in English too.',
        },
      ],
    },
  })
  sms = await listenIn(world)
  voice = await listenIn(world)
})
after(async () => {
  sms.close()
  voice.close()
  await world.close()
})

const bring = async (id: string, more: object = {}) => {
  const answer = await world.call('clerk', 'POST', '/platforms/wenzheng/messages', {
    body: { messages: [{ id, title: '湖滨路路灯不亮', content: `湖滨路路灯不亮 ${id}，请修。`, ...more }] },
  })
  isDone(answer)
  return (answer.body.messages as [{ number: string }])[0].number
}
const dispatch = (number: string, units: object[]) =>
  world.call('clerk', 'POST', `/appeals/${number}/dispatch`, { body: { units } })

test('[LL-05] messages of a platform are listed by themselves, and of them those of one domain of life', async () => {
  const lamps = await bring('d1', { category: '0101' })
  await bring('d2', { category: '02' })
  await world.received()
  const list = async (query: string) =>
    (
      (await world.call('clerk', 'GET', `/appeals?externalPlatform=wenzheng${query}`)).body.appeals as {
        number: string
      }[]
    ).map(a => a.number)
  assert.equal((await list('')).length, 2)
  assert.deepEqual(await list('&category=01'), [lamps])
})

test('[LL-09] a message is a whistle: every unit it names is called up at once, and has to report within its limit', async () => {
  await givePhones(world, { roads: '13900000001', lake: '13900000003' })
  const number = await bring('w1')
  isDone(
    await dispatch(number, [
      { unitId: world.unit.roads, role: 'lead' },
      { unitId: world.unit.lake, role: 'assist' },
    ]),
  )
  await turn(world, gatewaysTo(sms, voice))
  const called = sms.heard.filter(h => h.text.includes(number)).map(h => h.to)
  assert.deepEqual([...new Set(called)].filter(to => to.startsWith('1390000')).sort(), [
    '13900000001',
    '13900000003',
  ])
  for (const who of ['roads', 'lake'] as const) {
    const { assignments } = (await world.call(who, 'GET', '/assignments')).body as {
      assignments: { number: string; due: { sign: string | null }; next: string }[]
    }
    const duty = assignments.find(a => a.number === number)!
    assert.ok(duty.due.sign, `${who} has to sign by then`)
    assert.equal(duty.next, 'sign')
  }
})

test('[LL-15] every clue has a person who answers for it: in the inbox, in the ledger, and told to nobody else', async () => {
  const number = await bring('p1')
  isRefused(
    await dispatch(number, [{ unitId: world.unit.roads, role: 'lead', personId: world.person.water }]),
    'no-such-person',
    422,
  )
  isDone(
    await dispatch(number, [{ unitId: world.unit.roads, role: 'lead', personId: world.person.roadsHandler }]),
  )
  const mine = async (who: 'roadsHandler' | 'roads') =>
    ((await world.call(who, 'GET', '/assignments?mine=true')).body.assignments as { number: string }[]).map(
      a => a.number,
    )
  assert.ok((await mine('roadsHandler')).includes(number))
  assert.ok(!(await mine('roads')).includes(number))
  const { rows } = (await world.call('clerk', 'GET', '/steps/rows?limit=100')).body as { rows: StepRow[] }
  assert.equal(rows.find(r => r.number === number)?.person?.id, world.person.roadsHandler)
})

test('[LL-28] the clerk of the section does it all on the platform’s messages, and nothing that others decide', async () => {
  const number = await bring('c1')
  isDone(await dispatch(number, [{ unitId: world.unit.roads, role: 'lead' }]))
  const m = matterOf(world, number)
  isDone(await m.act('clerk', 'sheets', { kind: 'taskNotice', demand: '请三日内办结。' }))
  isDone(await m.on(1, 'clerk', 'urge', { note: '请尽快签收。' }))
  await m.answer()
  isDone(await m.on(1, 'clerk', 'accept'))
  assert.equal((await world.call('clerk', 'GET', '/platforms/wenzheng/replies')).status, 200)
  assert.equal((await world.call('clerk', 'GET', `/appeals/${number}/report-material`)).status, 200)
  for (const [method, path, body] of [
    ['POST', '/rules', {}],
    ['POST', `/appeals/${number}/instructions`, { words: '请办' }],
    ['GET', '/views', undefined],
  ] as const)
    assert.ok([403, 404].includes((await world.call('clerk', method, path, { body })).status), path)
})

test('[XA-30] what takes time: a limit set by hand or in a meeting runs as a clock of its own, turns its lights, and the answer is looked at', async () => {
  world.clock.set('2026-10-12T09:00')
  const number = await bring('t1')
  isDone(await dispatch(number, [{ unitId: world.unit.roads, role: 'lead', limit: '3wd' }]))
  const m = matterOf(world, number)
  const duty = async () =>
    (
      (await world.call('roads', 'GET', '/assignments')).body.assignments as {
        number: string
        due: { reply: string }
        light: string
      }[]
    ).find(a => a.number === number)!
  assert.equal((await duty()).due.reply, '2026-10-15T16:00:00.000Z')
  await m.sign()
  await m.contact()
  world.clock.set('2026-10-15T14:00')
  assert.equal((await duty()).light, 'yellow')
  const files = await m.files('after')
  isDone(await m.on(1, 'roads', 'reply', { answer: '修好了。', result: 'solved', fileIds: files }))
  const step = async () =>
    ((await world.call('clerk', 'GET', '/steps/rows?limit=100')).body.rows as StepRow[]).find(
      r => r.number === number && !r.sheet,
    )!
  assert.deepEqual([(await step()).step, (await step()).owes?.act], ['record', 'review'])
  isDone(await m.on(1, 'clerk', 'send-back', { reasons: ['offThePoint'], note: '没有说明原因' }))
  assert.deepEqual([(await step()).step, (await step()).owes?.act], ['track', 'rework'])
})

test('[XA-31] [XA-32] one leads and two assist, each with a day of its own, each late by itself, and it ends when all have answered', async () => {
  world.clock.set('2026-10-19T09:00')
  const number = await bring('j1')
  isDone(
    await dispatch(number, [
      { unitId: world.unit.roads, role: 'lead', limit: '5wd' },
      { unitId: world.unit.lake, role: 'assist', limit: '1wd' },
      { unitId: world.unit.water, role: 'assist', limit: '3wd' },
    ]),
  )
  const m = matterOf(world, number)
  const due = async (who: 'roads' | 'lake' | 'water') =>
    (
      (await world.call(who, 'GET', '/assignments')).body.assignments as {
        number: string
        role: string
        due: { reply: string }
        light: string
      }[]
    ).find(a => a.number === number)!
  assert.deepEqual(
    [(await due('roads')).due.reply, (await due('lake')).due.reply, (await due('water')).due.reply],
    ['2026-10-26T16:00:00.000Z', '2026-10-20T16:00:00.000Z', '2026-10-22T16:00:00.000Z'],
  )
  for (const [no, who] of [
    [1, 'roads'],
    [2, 'lake'],
    [3, 'water'],
  ] as const)
    await m.sign(no, who)
  world.clock.set('2026-10-21T10:00')
  assert.equal((await due('lake')).light, 'red')
  assert.notEqual((await due('water')).light, 'red')
  await m.contact(1, 'roads')
  const reply = async (no: number, who: 'roads' | 'lake' | 'water') =>
    m.on(no, who, 'reply', { answer: '已办。', result: 'solved', fileIds: await m.files('after') })
  const early = await reply(1, 'roads')
  for (const [no, who] of [
    [2, 'lake'],
    [3, 'water'],
  ] as const) {
    const done = await reply(no, who)
    if (done.body.code === 'contact-first') {
      await m.contact(no, who)
      isDone(await reply(no, who))
    } else isDone(done)
  }
  if (early.status !== 200) isDone(await reply(1, 'roads'))
  await m.accept()
  assert.ok((await m.below('assignment')).every(a => a.stage === 'accepted'))
})

test('[NC-16] a guide that is there in Chinese only: rectification of such a problem carries the rules’ requirement, on its notice and in its tags', async () => {
  const units = [{ unitId: world.unit.water, role: 'lead', personId: world.person.water }]
  const open = (categoryId: number) =>
    world.call('supervisor', 'POST', '/tasks', {
      body: {
        kind: 'rectification',
        title: '办事指南整改',
        content: '外资公司登记办事指南只有中文版。',
        units,
        limit: '10wd',
        measure: '核对全部事项指南',
        categoryId,
      },
    })
  const fixed = await open(world.category.water)
  assert.equal(fixed.status, 201, JSON.stringify(fixed.body))
  const number = fixed.body.number as string
  const [sheet] = (await world.call('supervisor', 'GET', `/appeals/${number}/sheets`)).body.sheets as {
    demand: string
  }[]
  assert.equal(sheet!.demand, '核对全部事项指南\n办事指南同步补齐外文版本（至少英文）。')
  const { body } = await world.call('supervisor', 'GET', `/appeals/${number}`)
  assert.deepEqual(body.tags, ['multilingualGuide'])
  const other = await open(world.category.lamps)
  const seen = await world.call('supervisor', 'GET', `/appeals/${other.body.number}`)
  assert.deepEqual(seen.body.tags, [])
})
