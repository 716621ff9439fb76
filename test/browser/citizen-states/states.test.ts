/** Every citizens' page in every state it can be in, in both languages and at four widths: nothing for axe, nothing cut off, no complaint. All that is found is told in one go. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterOf } from '../../stories/matter.testing.ts'
import { type Browsing, openBrowser, type Seat, SIZES, type Size } from '../browser.ts'
import { answer, OWNER_PHONE, type Served, serveTown } from '../citizen/sample.ts'

let town: Served
let browsing: Browsing
before(async () => {
  town = await serveTown()
  browsing = await openBrowser()
})
after(async () => {
  await browsing?.close()
  await town?.world.close()
})

type Lang = 'zh' | 'en'
/** Looks at what is shown now and writes down what is wrong with it. */
type Look = (name: string) => Promise<void>

/** Wider than the screen, or text that is cut off. */
const CUT = `[
  ...(document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []),
  ...[...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => e.childElementCount === 0 && e.textContent.trim() && !e.closest('.visually-hidden, .skip, .map, select, textarea'))
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden')
    .map(e => 'cut off: ' + e.textContent.trim().slice(0, 40)),
]`

function looker(seat: Seat, lang: Lang, found: string[]): Look {
  const { page } = seat
  const note = async (name: string, axe = true) => {
    if (axe) await seat.axe(name).catch((error: Error) => found.push(error.message))
    for (const cut of (await page.evaluate(CUT)) as string[]) found.push(`${name}: ${cut}`)
  }
  return async name => {
    // What is asserted is a page with its style.
    await page.waitForLoadState()
    for (const [size, box] of Object.entries(SIZES) as [Size, (typeof SIZES)[Size]][]) {
      await page.setViewportSize(box)
      // The structure is the same in both languages: the widths between are looked through by axe in one of them.
      await note(`${name} at ${size}`, lang === 'zh' || size === 'desktop' || size === 'smallPhone')
    }
    await seat.shot(`states-${name}-${lang}`)
    if (lang === 'zh') {
      await page.emulateMedia({ colorScheme: 'dark' })
      await note(`${name}, dark`)
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await page.evaluate(`document.documentElement.classList.add('large')`)
    await note(`${name}, large letters`, lang === 'en')
    await page.evaluate(`document.documentElement.classList.remove('large')`)
    // 200 % of the text alone, on a phone and on a tablet.
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`)
    await note(`${name}, text twice as large`, false)
    await page.setViewportSize(SIZES.tablet)
    await note(`${name}, text twice as large on a tablet`, false)
    await page.evaluate(`document.documentElement.style.fontSize = ''`)
    await page.setViewportSize(SIZES.phone)
  }
}

/** Does it with every language in turn, and tells all that was found at once. */
function everywhere(title: string, walk: (seat: Seat, look: Look, lang: Lang) => Promise<void>): void {
  for (const lang of ['zh', 'en'] as const)
    test(`${title}, in ${lang}`, async () => {
      const found: string[] = []
      const seat = await browsing.sit({ base: town.base, size: 'phone' })
      await seat.go(`/about?lang=${lang}`)
      await walk(seat, looker(seat, lang, found), lang)
      assert.deepEqual([...found, ...seat.complaints], [])
      await seat.leave()
    })
}

const submit = (seat: Seat, selector: string) => seat.page.locator(selector).click()

everywhere('[SZ-36] [SZ-45] pages that only tell', async (seat, look) => {
  for (const path of [
    '/',
    '/board',
    '/board?area=nowhere',
    '/contact',
    '/about',
    '/outbox',
    '/follow',
    '/my',
    '/nowhere',
    '/enter/nobody',
    '/a/999',
    '/my/organisation/1',
    '/wechat?ticket=x',
  ]) {
    await seat.go(path)
    await look(path)
  }
})

everywhere(
  '[NC-43] the form of each entry, with mistakes, with similar matters, and its receipts',
  async (seat, look, lang) => {
    const { page } = seat
    for (const entry of ['ask', 'handle', 'report', 'praise', 'comment']) {
      await seat.go(`/report?entry=${entry}`)
      await look(`form-${entry}`)
    }
    await seat.go('/report?entry=handle')
    await page.locator('#phone').fill('12')
    await submit(seat, '[name=send]')
    await page.getByRole('alert').waitFor()
    await look('form-nothing-said')
    await page.locator('#content').fill(`文昌路${lang}的护栏倒了，夜里危险。`)
    await submit(seat, '[name=send]')
    await page.getByRole('alert').waitFor()
    await look('form-wrong-phone')
    const content = `长宁路${lang === 'zh' ? '东口' : '西口'}的下水道堵了，污水流到路面上，请疏通。`
    await town.world.received({ title: content.slice(0, 12), content })
    await page.locator('#phone').fill('13900007777')
    // Not as if it were typed: similar matters that were seen while typing aren't asked about again.
    await page.evaluate(`document.querySelector('#content').value = ${JSON.stringify(content)}`)
    await submit(seat, '[name=send]')
    await page.locator('section.similar').waitFor()
    await look('form-similar')
    await submit(seat, 'section.similar [name=join]')
    await page.waitForURL('**/receipt')
    await look('receipt-joined')
    await seat.go('/report?entry=ask')
    await page.locator('#content').fill(`公积金怎么提取（${lang}）？`)
    await page.locator('[name=anonymous]').check()
    await submit(seat, '[name=send]')
    await page.waitForURL('**/receipt')
    await look('receipt-anonymous')
  },
)

everywhere(
  'following an appeal at each stage, what can be done with it, and the mistakes of it',
  async (seat, look, lang) => {
    const { page } = seat
    const { world } = town
    const open = async ({ number, queryCode }: { number: string; queryCode: string }) => {
      await seat.go('/follow')
      await page.locator('#number').fill(number)
      await page.locator('#code').fill(queryCode)
      await submit(seat, 'main form button')
      await page.waitForURL(`**/a/${number}`)
    }
    await seat.go('/follow')
    await submit(seat, 'main form button')
    await page.getByRole('alert').waitFor()
    await look('follow-nothing-typed')
    const one = await world.received({ title: `一号院楼道灯坏（${lang}）`, content: '楼道灯坏了三天。' })
    await open(one)
    await look('followed-received')
    const matter = matterOf(world, one.number)
    await matter.act('dispatcher', 'dispatch', { units: [{ unitId: world.unit.roads, role: 'lead' }] })
    await matter.act('dispatcher', 'ask', { question: '是哪个单元？' })
    await seat.go(`/a/${one.number}`)
    await look('followed-asked')
    await submit(seat, '[data-part=ask] button.button')
    await page.getByRole('alert').waitFor()
    await look('followed-asked-nothing-said')
    await page.locator('#answer').fill('二单元')
    await submit(seat, '[data-part=ask] button.button')
    await page.locator('.note.done').waitFor()
    await look('followed-told')
    for (const part of await page.locator('[data-part=acts] summary').all()) await part.click()
    await look('followed-acts-open')
    await answer(world, one.number)
    await seat.go(`/a/${one.number}`)
    await look('followed-answered')
    await submit(seat, '[data-part=rate] button.button')
    await page.getByRole('alert').waitFor()
    await look('followed-not-rated')
    await page.locator('#stars [value="4"]').check()
    await submit(seat, '[data-part=rate] button.button')
    await page.locator('.note.done').waitFor()
    await look('followed-rated')
    isDone(await matter.visit())
    isDone(await matter.act('dispatcher', 'strike-off'))
    await seat.go(`/a/${one.number}`)
    await page.locator('[data-part=acts] summary').first().click()
    await look('followed-ended')
    await page.locator('#note').fill('又坏了')
    await submit(seat, '[data-part=acts] details[open] button.button')
    await page.locator('.note.done').waitFor()
    await look('followed-reopened')
    const two = await world.received({ title: `想撤回的（${lang}）`, content: '电梯里有异味。' })
    await open(two)
    await page.locator('[data-part=acts] summary').last().click()
    await submit(seat, '[data-part=acts] details[open] button.danger')
    await page.locator('.note.done').waitFor()
    await look('followed-withdrawn')
    const three = await world.received({ title: `不受理的（${lang}）`, content: '法院已经判决的债务纠纷。' })
    isDone(
      await matterOf(world, three.number).act('dispatcher', 'refuse', {
        reason: REASON,
        note: '请向事发地反映。',
      }),
    )
    await open(three)
    await look('followed-refused')
  },
)

/** A reason of the town's rules. */
const REASON = 'outsideTerritory'

everywhere(
  '[XA-24] an enterprise: signing in, its list, its profile and its delegates, with mistakes',
  async (seat, look, lang) => {
    const { page } = seat
    await seat.go('/my')
    await submit(seat, 'main form button')
    await page.getByRole('alert').waitFor()
    await look('sign-in-no-phone')
    await page.locator('#phone').fill(OWNER_PHONE)
    await submit(seat, 'main form button')
    await page.locator('.note .code').waitFor()
    const code = await page.locator('.note .code').innerText()
    await look('sign-in-code')
    await page.locator('#code').fill('000000')
    await submit(seat, 'main form button')
    await page.getByRole('alert').waitFor()
    await look('sign-in-wrong-code')
    await page.locator('#code').fill(code)
    await submit(seat, 'main form button.button')
    await page.waitForURL('**/my')
    await look('mine')
    await page.locator('.links a').first().click()
    await page.waitForURL('**/my/organisation/*')
    await look('organisation')
    await page.locator('#employees').fill('很多')
    await submit(seat, '[aria-labelledby=profile] button')
    await page.getByRole('alert').waitFor()
    await look('organisation-wrong')
    await page.locator('[aria-labelledby=delegates] summary').click()
    await page.locator('#delegate-name').fill(lang)
    await page.locator('#delegate-phone').fill('1')
    await submit(seat, '[aria-labelledby=delegates] details[open] button.button')
    await page.getByRole('alert').waitFor()
    await look('delegate-wrong')
    await seat.go('/report?entry=handle')
    await look('form-signed-in')
  },
)
