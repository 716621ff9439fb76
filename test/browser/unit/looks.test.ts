/** Every page of the units' door, on each size of screen, light and dark, in both languages: nothing for axe to find, nothing wider than the screen. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterAt } from '../../stories/matter.testing.ts'
import { uploaded } from '../../stories/upload.testing.ts'
import type { Seat } from '../browser.ts'
import { isStill, openSurvey } from '../survey.testing.ts'
import { KB, weightOf } from '../weight.testing.ts'
import { openTown, type Town } from './seat.testing.ts'

let town: Town
let number = ''
let answered = ''
before(async () => {
  town = await openTown()
  const { world } = town
  await matterAt(world, { title: '路灯不亮' })
  const late = await matterAt(world, { title: '护栏损坏，存在安全隐患', tags: ['signed', 'site'] })
  await late.sign()
  isDone(await late.on(1, 'supervisor', 'urge', { note: '请尽快处理' }))
  const reply = await matterAt(world, { title: '井盖缺失', tags: ['signed'] })
  reply.files = (...purposes) => Promise.all(purposes.map(p => uploaded(world, 'roads', p)))
  await reply.answer()
  number = late.number
  answered = reply.number
})
after(() => town.close())

const PAGES = () =>
  [
    ['the inbox', '/unit', /路灯不亮/],
    ['a ticket', `/unit/appeals/${number}`, /请联系诉求人|Contact the appellant/],
    ['an answered ticket', `/unit/appeals/${answered}`, /拟答复，待签批|Proposed, to be signed/],
    ['what waits for a signature', '/unit/sign', /拟答复|Proposed answer/],
    ['the outbox', '/unit/outbox', /没有待发送的|Nothing waits/],
    ['the unit', '/unit/figures', /各人手上|In hand/],
    ['a ticket that is not there', '/unit/appeals/1', /再试一次|Try again/],
  ] as const

async function opened(seat: Seat, path: string, word: string | RegExp): Promise<void> {
  await seat.page.setViewportSize({ width: 1440, height: 900 })
  await seat.go(path)
  await seat.page.getByText(word).first().waitFor()
  await isStill(seat)
}

test('every page, in every size, light and dark', async () => {
  const survey = openSurvey('unit')
  const seat = await town.sit('roadsLeader')
  for (const [name, path, word] of PAGES()) {
    await opened(seat, path, word)
    await survey.look(seat, name)
  }
  await seat.leave()
  survey.isClean()
})

test('every page in English', async () => {
  const survey = openSurvey('unit-en')
  const seat = await town.sit('roadsLeader')
  await seat.context.addInitScript("localStorage.setItem('yidan.lang', 'en')")
  for (const [name, path, word] of PAGES()) {
    await opened(seat, path, word)
    await survey.look(seat, name, { sizes: ['desktop', 'phone'], schemes: ['light'] })
  }
  await seat.leave()
  survey.isClean()
})

test('what opens on a page: forms, the list of acts, the menus', async () => {
  const survey = openSurvey('unit')
  const seat = await town.sit('roadsLeader')
  const { page } = seat
  for (const [act, word] of [
    ['contactAppellant', '沟通情况'],
    ['passDown', '下级单位'],
    ['askExtension', '延长'],
    ['handAssignment', '经办人'],
  ] as const) {
    const path = `/unit/appeals/${number}?do=${act}`
    await survey.look(seat, `the form of ${act}`, {
      within: '[role=dialog]',
      ready: async () => {
        if (await page.getByRole('dialog').isVisible()) return
        await seat.go(path)
        await page.getByRole('dialog').getByText(word).first().waitFor()
        await isStill(seat)
      },
    })
  }
  const list = page.getByRole('menu').first()
  await opened(seat, `/unit/appeals/${number}`, '请联系诉求人')
  await survey.look(seat, 'the list of acts', {
    within: '[role=menu]',
    ready: async () => {
      if (!(await list.isVisible())) await page.getByRole('button', { name: '更多' }).click()
      await list.waitFor()
    },
  })
  await page.keyboard.press('Escape')
  await survey.look(seat, 'the account', {
    within: '[role=menu]',
    ready: async () => {
      if (!(await list.isVisible())) await page.getByRole('button', { name: /roadsLeader$/ }).click()
      await list.waitFor()
    },
  })
  await seat.leave()
  survey.isClean()
})

test('without anything to do, without the server, and what is another unit’s', async () => {
  const survey = openSurvey('unit')
  const seat = await town.sit('west')
  await opened(seat, '/unit', '没有要办的，都办完了。')
  await survey.look(seat, 'an empty inbox')
  await opened(seat, `/unit/appeals/${number}`, '再试一次')
  assert.equal(await seat.page.getByText('护栏损坏').count(), 0)
  await survey.look(seat, 'the ticket of another unit')
  await seat.leave()
  const away = await town.sit('roadsLeader')
  await away.context.route('**/api/v1/**', route =>
    route.request().url().includes('/me') ? route.continue() : route.abort('internetdisconnected'),
  )
  for (const path of ['/unit', '/unit/sign', '/unit/figures', `/unit/appeals/${number}`]) {
    await away.go(path)
    await away.page.getByRole('alert').first().waitFor()
    await survey.look(away, `${path} without the server`, { schemes: ['light'] })
  }
  // That the network was away is what this is about.
  const other = away.complaints.filter(c => !c.includes('ERR_INTERNET_DISCONNECTED'))
  away.complaints.splice(0, away.complaints.length, ...other)
  await away.leave()
  survey.isClean()
})

test('no page of the units loads more than 300 KB of scripts and styles at first', async () => {
  const weights: [string, number][] = []
  for (const [name, path] of PAGES()) {
    const seat = await town.sit('roadsLeader')
    weights.push([name, Math.round((await weightOf(seat, path)) / KB)])
    await seat.leave()
  }
  const heavy = weights.filter(([, kilobytes]) => kilobytes > 300)
  assert.deepEqual(heavy, [], `all: ${JSON.stringify(weights)}`)
  if (process.env.YIDAN_WEIGHTS) console.log(weights)
})
