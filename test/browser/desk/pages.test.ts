/** Every page of the desk in its states – filled, empty, on a phone – has nothing for axe to find and no error in the console. */
import { test } from 'node:test'
import type { PersonName } from '../../world.ts'
import type { Size } from '../browser.ts'
import { deskOfTown, shownMatter } from './town.testing.ts'

const desk = deskOfTown()

const PAGES: readonly (readonly [who: PersonName, path: string])[] = [
  ['dispatcher', '/desk'],
  ['dispatcher', '/desk/contacts'],
  ['dispatcher', '/desk/dispatch'],
  ['dispatcher', '/desk/returns'],
  ['shiftLead', '/desk/requests'],
  ['dispatcher', '/desk/review'],
  ['dispatcher', '/desk/strike-off'],
  ['dispatcher', '/desk/alerts'],
  ['visitor', '/desk/visits'],
  ['qa', '/desk/quality'],
  ['director', '/desk/knowledge'],
  ['dispatcher', '/desk/messages'],
  ['dispatcher', '/desk/restraints'],
  ['vendor', '/desk/call'],
]

async function walk(size: Size, dark: boolean): Promise<void> {
  for (const who of new Set(PAGES.map(([person]) => person))) {
    const seat = await desk.sit(who, { size, dark, touch: size === 'phone' })
    for (const [, path] of PAGES.filter(([person]) => person === who)) {
      await seat.go(path)
      await seat.page.locator('h1').first().waitFor()
      await seat.page.getByRole('status', { name: '正在加载' }).first().waitFor({ state: 'hidden' })
      await seat.axe(`${path} for ${who} at ${size}${dark ? ', dark' : ''}`)
      await seat.shot(`desk${path.slice(5).replaceAll('/', '-') || '-home'}-${size}${dark ? '-dark' : ''}`)
    }
    await seat.leave()
  }
}

test('with nothing to do every page says so, at 768 pixels', () => walk('tablet', false))

test('with work waiting, at 1440 pixels, light and dark, and on a phone', async t => {
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
  const accepted = await shownMatter(world, { title: '待访一件' })
  await accepted.answer()
  await accepted.accept()
  const visited = await shownMatter(world, { title: '待销一件' })
  await visited.answer()
  await visited.accept()
  await visited.visit()
  await t.test('wide and light', () => walk('desktop', false))
  await t.test('wide and dark', () => walk('desktop', true))
  await t.test('on a phone', () => walk('phone', false))
})
