/** The first load of every page of the desk, with work in it, stays light. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonName } from '../../world.ts'
import { KB, MOST, weightOf } from '../weight.testing.ts'
import { deskOfTown, shownMatter } from './town.testing.ts'

const desk = deskOfTown()

test('no page of the desk loads more than 300 KB of scripts and styles at first', async () => {
  const { world } = desk
  await world.received({ title: '待派一件' })
  await world.call('agent', 'POST', '/contacts', { body: { channelId: world.channel.hotline } })
  const returned = await shownMatter(world, { title: '退单一件' })
  await returned.sign()
  await returned.on(1, 'roads', 'return', { reason: 'notOurDuty', note: '不归我们' })
  const longer = await shownMatter(world, { title: '延期一件' })
  await longer.sign()
  await longer.on(1, 'roads', 'extension', { limit: '3wd', reason: 'complexWorks', note: '要开挖' })
  const answered = await shownMatter(world, { title: '待审一件' })
  await answered.answer()
  const visited = await shownMatter(world, { title: '待访一件' })
  await visited.answer()
  await visited.accept()
  const done = await shownMatter(world, { title: '待销一件' })
  await done.answer()
  await done.accept()
  await done.visit()
  const pages: [PersonName, string][] = [
    ['dispatcher', '/desk'],
    ['agent', '/desk/call'],
    ['agent', '/desk/call?phone=13911112222'],
    ['agent', '/desk/contacts'],
    ['dispatcher', '/desk/dispatch'],
    ['dispatcher', '/desk/returns'],
    ['director', '/desk/requests'],
    ['dispatcher', '/desk/review'],
    ['visitor', '/desk/visits'],
    ['dispatcher', '/desk/strike-off'],
    ['dispatcher', '/desk/alerts'],
    ['qa', '/desk/quality'],
    ['director', '/desk/knowledge'],
    ['dispatcher', '/desk/messages'],
    ['dispatcher', '/desk/restraints'],
    ['dispatcher', `/desk/appeals/${answered.number}`],
  ]
  const weights: [string, number][] = []
  for (const [who, path] of pages) {
    const seat = await desk.sit(who)
    weights.push([path, Math.round((await weightOf(seat, path)) / KB)])
    await seat.leave()
  }
  const heavy = weights.filter(([, kilobytes]) => kilobytes * KB > MOST)
  assert.deepEqual(heavy, [], `all: ${JSON.stringify(weights)}`)
  if (process.env.YIDAN_WEIGHTS) console.log(weights)
})
