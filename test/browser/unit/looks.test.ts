/** Every page of the units' door, on each size of screen, light and dark: nothing for axe to find, nothing wider than the screen. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterAt } from '../../stories/matter.testing.ts'
import { SIZES } from '../browser.ts'
import { openTown, type Town } from './seat.testing.ts'

let town: Town
let number = ''
before(async () => {
  town = await openTown()
  const { world } = town
  await matterAt(world, { title: '路灯不亮' })
  const late = await matterAt(world, { title: '护栏损坏，存在安全隐患', tags: ['signed', 'site'] })
  await late.sign()
  isDone(await late.on(1, 'supervisor', 'urge', { note: '请尽快处理' }))
  const answered = await matterAt(world, { title: '井盖缺失', tags: ['signed'] })
  await answered.answer()
  number = late.number
})
after(() => town.close())

const PAGES = () =>
  [
    ['inbox', '/unit', '路灯不亮'],
    ['ticket', `/unit/appeals/${number}`, '请联系诉求人'],
    ['form', `/unit/appeals/${number}?do=contactAppellant`, '沟通情况'],
    ['sign', '/unit/sign', '拟答复'],
    ['outbox', '/unit/outbox', '没有待发送的'],
    ['figures', '/unit/figures', '各人手上'],
    ['missing', '/unit/appeals/1', '再试一次'],
  ] as const

for (const size of ['desktop', 'tablet', 'phone'] as const)
  for (const dark of [false, true])
    test(`the units’ pages at ${SIZES[size].width} pixels, ${dark ? 'dark' : 'light'}`, async () => {
      const seat = await town.sit('roadsLeader', { size, dark, touch: size === 'phone' })
      for (const [name, path, word] of PAGES()) {
        await seat.go(path)
        await seat.page.getByText(word).first().waitFor()
        await seat.axe(`${name} at ${size}${dark ? ', dark' : ''}`)
        await seat.shot(`unit/${name}-${size}${dark ? '-dark' : ''}`)
        const wide = await seat.page.evaluate('document.documentElement.scrollWidth - innerWidth')
        assert.ok((wide as number) <= 0, `${name} is ${wide} pixels wider than the screen`)
      }
      await seat.leave()
    })

test('without anything to do the inbox says so, and a person of another unit finds the ticket nowhere', async () => {
  const seat = await town.sit('west')
  await seat.go('/unit')
  await seat.page.getByText('没有要办的，都办完了。').waitFor()
  await seat.axe('an empty inbox')
  await seat.go(`/unit/appeals/${number}`)
  await seat.page.getByText('再试一次').waitFor()
  assert.equal(await seat.page.getByText('护栏损坏').count(), 0)
  await seat.leave()
})
