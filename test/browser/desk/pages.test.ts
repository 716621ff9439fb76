/** Every page of the desk in its states – empty, filled, with a dialog open, refused, without the server – has nothing for axe to find and no error in the console. */
import { test } from 'node:test'
import type { PersonName } from '../../world.ts'
import type { Seat } from '../browser.ts'
import { isStill, type Looking, openSurvey, type Survey } from '../survey.testing.ts'
import { deskOfTown, drawDistricts, press, reads, shownMatter } from './town.testing.ts'

const desk = deskOfTown()

const PAGES: readonly (readonly [who: PersonName, path: string])[] = [
  ['dispatcher', '/desk'],
  ['dispatcher', '/desk/contacts'],
  ['dispatcher', '/desk/dispatch'],
  ['dispatcher', '/desk/returns'],
  ['dispatcher', '/desk/review'],
  ['dispatcher', '/desk/strike-off'],
  ['dispatcher', '/desk/alerts'],
  ['dispatcher', '/desk/messages'],
  ['dispatcher', '/desk/restraints'],
  ['director', '/desk/requests'],
  ['director', '/desk/knowledge'],
  ['visitor', '/desk/visits'],
  ['qa', '/desk/quality'],
  ['vendor', '/desk/call'],
]

/** Sits down once for each person and walks through what they see. */
async function walk(then: (seat: Seat, path: string, who: PersonName) => Promise<void>, before = noBody) {
  for (const who of new Set(PAGES.map(([person]) => person))) {
    const seat = await desk.sit(who)
    await before(seat)
    for (const [, path] of PAGES.filter(([person]) => person === who)) {
      await seat.page.setViewportSize({ width: 1440, height: 900 })
      await opened(seat, path)
      await then(seat, path, who)
    }
    await seat.leave()
  }
}
const noBody = async (_: Seat): Promise<void> => {}

async function opened(seat: Seat, path: string): Promise<void> {
  await seat.go(path)
  await seat.page.locator('h1').first().waitFor()
  await isStill(seat)
}

/** What is open; on a phone then also the list it came from. */
async function lookAt(survey: Survey, seat: Seat, state: string): Promise<void> {
  await survey.look(seat, state)
  const back = seat.page.locator('.queue-pane > button').first()
  if (!(await back.isVisible())) return
  await back.click()
  await survey.look(seat, `${state}: the list`, { sizes: ['phone'] })
}

test('with nothing to do every page says so', async () => {
  const survey = openSurvey('desk')
  await walk((seat, path) => lookAt(survey, seat, `${path} empty`))
  survey.isClean()
})

/** One of each, for every queue to have something in it. */
async function work(): Promise<Record<'received' | 'alike' | 'answered' | 'visit', string>> {
  const { world } = desk
  await drawDistricts(world)
  const received = await world.received({ title: '待派一件', urgency: 'urgent' })
  const alike = await world.received({ title: '待派另一件，同一条路的路灯都不亮，居民反映了几次仍没有修' })
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
  const unit = { ownerUnitId: world.unit.city, state: 'published' }
  const body = {
    title: '居住证办理材料',
    body: '问：要什么材料？\n答：请带身份证，到街道办事处办理。',
    ...unit,
  }
  await world.call('director', 'POST', '/knowledge/articles', { body })
  const restraint = { phone: '13900000009', perHour: 2, reason: '一小时内拨打四十次' }
  await world.call('dispatcher', 'POST', '/restraints', { body: restraint })
  return { received: received.number, alike: alike.number, answered: answered.number, visit: accepted.number }
}

test('with work waiting', async t => {
  const numbers = await work()

  await t.test('every page, in every size, light and dark', async () => {
    const survey = openSurvey('desk')
    await walk((seat, path) => lookAt(survey, seat, `${path} filled`))
    survey.isClean()
  })

  await t.test('every page in English, with no Chinese in what the page itself says', async () => {
    const survey = openSurvey('desk-en')
    const inEnglish = async ({ context }: Seat) => {
      await context.addInitScript("localStorage.setItem('yidan.lang', 'en')")
    }
    await walk(async (seat, path) => {
      await survey.look(seat, `${path} in English`, { sizes: ['desktop', 'phone'], schemes: ['light'] })
      for (const words of await chineseOf(seat)) survey.note(`still Chinese: ${words}`, path)
    }, inEnglish)
    survey.isClean()
  })

  await t.test('the whole ticket, and what opens on it', async () => {
    const survey = openSurvey('desk')
    const seat = await desk.sit('dispatcher')
    await opened(seat, `/desk/appeals/${numbers.answered}`)
    await seat.page.locator('.place-shown > summary').click()
    await seat.page.getByRole('img', { name: /^地图：/ }).waitFor()
    await lookAt(survey, seat, '/desk/appeals/: a ticket')
    await inDialog(survey, seat, 'why one looks at who it is', () =>
      seat.page.getByRole('button', { name: '查看', exact: true }).click(),
    )
    await inDialog(survey, seat, 'an answer sent back', () => chosenAct(seat, '退回重办'))
    await inDialog(
      survey,
      seat,
      'the list of acts',
      () => seat.page.getByRole('button', { name: '更多' }).click(),
      {
        shown: '[role=menu]',
      },
    )
    await seat.leave()
    survey.isClean()
  })

  await t.test('dialogs of the queues', async () => {
    const survey = openSurvey('desk')
    const seat = await desk.sit('dispatcher')
    for (const [key, name] of [
      ['c', 'classifying'],
      ['r', 'refusing'],
      ['m', 'merging'],
      ['Control+k', 'the palette'],
      ['?', 'the keys'],
    ] as const) {
      await seat.page.setViewportSize({ width: 1440, height: 900 })
      await opened(seat, `/desk/dispatch/${numbers.received}`)
      await reads(seat.page, '派给谁')
      await inDialog(survey, seat, name, () => press(seat.page, key))
    }
    await opened(seat, `/desk/dispatch/${numbers.received}`)
    await inDialog(survey, seat, 'the menu', () => seat.page.getByRole('button', { name: '菜单' }).click(), {
      sizes: ['phone'],
    })
    await opened(seat, '/desk/restraints')
    await seat.page.locator('details > summary').first().click()
    await survey.look(seat, 'a new restraint')
    await seat.leave()
    const editor = await desk.sit('director')
    await opened(editor, '/desk/knowledge')
    await press(editor.page, 'n')
    await editor.page.getByLabel('标题').first().waitFor()
    await survey.look(editor, 'writing an article')
    await editor.leave()
    survey.isClean()
  })

  await t.test('the call screen with all that helps beside it', async () => {
    const survey = openSurvey('desk')
    const seat = await desk.sit('agent')
    await seat.go('/desk/call?phone=13812345678')
    await reads(seat.page, '通话中')
    await seat.page
      .locator('#content')
      .fill('居住证办理要什么材料，另外湖滨路与柳荫街交叉口的三盏路灯已经一周不亮，晚上老人出行不便')
    await seat.page.getByRole('heading', { name: '可能是同一件' }).waitFor()
    await reads(seat.page, '请带身份证')
    await survey.look(seat, 'a call that is being written down')
    await inDialog(survey, seat, 'where it is on the map', () =>
      seat.page.getByRole('button', { name: '在地图上选' }).click(),
    )
    await inDialog(survey, seat, 'why the call is refused', () => press(seat.page, 'Alt+3'))
    await inDialog(survey, seat, 'the line it is handed to', () => press(seat.page, 'Alt+4'))
    await seat.page
      .getByRole('button', { name: /待派另一件/ })
      .first()
      .click()
    await seat.page.getByRole('button', { name: /就是这件/ }).waitFor()
    await survey.look(seat, 'an earlier ticket beside the call')
    await seat.leave()
    survey.isClean()
  })
})

test('what is refused, missing or out of reach says so on every page', async () => {
  const survey = openSurvey('desk')
  await walk(async (seat, path) => {
    await seat.context.route('**/api/v1/**', route =>
      route.request().url().includes('/me') ? route.continue() : route.abort('internetdisconnected'),
    )
    await seat.go(path)
    await seat.page.getByRole('alert').first().waitFor()
    await survey.look(seat, `${path} without the server`, { schemes: ['light'] })
    await seat.context.unroute('**/api/v1/**')
    // That the network was away is what this is about.
    const other = seat.complaints.filter(c => !c.includes('ERR_INTERNET_DISCONNECTED'))
    seat.complaints.splice(0, seat.complaints.length, ...other)
  })
  const seat = await desk.sit('agent')
  for (const path of ['/desk/appeals/202600000001', '/desk/nowhere', '/desk/review', '/desk/messages']) {
    await opened(seat, path)
    await survey.look(seat, `${path} for an agent`)
  }
  await seat.leave()
  survey.isClean()
})

/** Looks at a dialog in every size and closes it. */
async function inDialog(
  survey: Survey,
  seat: Seat,
  name: string,
  open: () => Promise<unknown>,
  { sizes, shown = '[role=dialog]' }: Pick<Looking, 'sizes'> & { shown?: string } = {},
): Promise<void> {
  const ready = async () => {
    const dialog = seat.page.locator(shown).first()
    if (!(await dialog.isVisible())) await open()
    await dialog.waitFor()
    await isStill(seat)
  }
  if (!sizes) await seat.page.setViewportSize({ width: 1440, height: 900 })
  await survey.look(seat, `dialog: ${name}`, { ready, within: shown, ...(sizes && { sizes }) })
  await press(seat.page, 'Escape')
  await seat.page.locator(shown).first().waitFor({ state: 'hidden' })
  await seat.page.setViewportSize({ width: 1440, height: 900 })
}

/** An act of the bar, or of the list behind 更多. */
async function chosenAct({ page }: Seat, name: string): Promise<void> {
  const bar = page.getByRole('group', { name: '可以做的' })
  const button = bar.getByRole('button', { name })
  if (await button.isVisible()) return button.click()
  await bar.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: new RegExp(name) }).click()
}

/** Names of things the page made, not the city: headings, buttons, labels, columns. */
async function chineseOf({ page }: Seat): Promise<string[]> {
  const said = (await page.evaluate(`[...document.querySelectorAll(
    'h1, .work h3, legend, .field-name, th, dt, nav a, [role=menuitem], .acts button, .call-foot button, [aria-label], [placeholder]'
  )].map(e => e.getAttribute('aria-label') ?? e.getAttribute('placeholder') ?? e.textContent)`)) as string[]
  const ofTheCity = /一件|路灯|居住证|市政工程处|示例水务|[东西]城区|湖滨街道|芦苇社区|示例市|一单/
  return [...new Set(said.filter(s => /[一-鿿]/.test(s) && !ofTheCity.test(s)))]
}
