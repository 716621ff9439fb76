/** The walk-through as a person would click it, with the clock: from the start page to a struck-off ticket. `node docs/walk-through.ts [http://…]`; without an address on a fresh sample city. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumPath, SIZES } from '../test/browser/browser.ts'
import { cityFor } from './fresh-city.ts'

/** By which it is found in every queue; another walk has another. */
const WORD = `${1000 + (Math.floor(Date.now() / 1000) % 9000)}号灯杆`
const WORDS = `段落路${WORD}的三盏路灯不亮，晚上走路很不方便，请尽快维修。`
/** The smallest picture there is. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

interface Walk {
  browser: Browser
  base: string
  /** Says what was done, and how long it took since the last thing. */
  tell: (what: string) => void
}

/** A browser of one's own, on the start page. */
async function begin({ browser, base }: Walk, size: keyof typeof SIZES): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: base,
    viewport: SIZES[size],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto('/')
  return page
}

/** From the start page into a seat with one click. */
async function enter(walk: Walk, who: string, size: keyof typeof SIZES = 'desktop'): Promise<Page> {
  const page = await begin(walk, size)
  await page.getByRole('link', { name: who, exact: true }).click()
  await page.waitForURL(/\/(desk|unit|command|admin)/)
  return page
}

const leave = (page: Page): Promise<void> => page.context().close()

async function send(walk: Walk): Promise<{ number: string; code: string }> {
  const page = await begin(walk, 'phone')
  await page.getByRole('link', { name: /办事/ }).click()
  await page.getByLabel('发生了什么').fill(WORDS)
  await page.getByLabel('手机号').fill('13900001234')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const others = page.getByRole('button', { name: '不是同一件，继续提交' })
  await page.getByRole('heading', { name: '收到了' }).or(others).first().waitFor()
  if (await others.isVisible()) await others.click()
  await page.getByRole('heading', { name: '收到了' }).waitFor()
  const number = (await page.locator('#the-number').innerText()).replace(/\D/g, '')
  const code = (await page.locator('#the-code').innerText()).trim()
  walk.tell(`the citizen sends it from a phone and gets number and code (${number})`)
  await leave(page)
  return { number, code }
}

/** Opens the matter in a queue of the desk, as one finds it there: by its words. */
async function openInQueue(page: Page, queue: string): Promise<void> {
  await page.getByRole('link', { name: queue }).first().click()
  const search = page.getByLabel('在队列里找')
  const own = page.getByRole('main').getByRole('link', { name: WORD }).last()
  await own.or(search).first().waitFor()
  if (await search.isVisible()) await search.fill(WORD)
  await own.click()
}

const done = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor()

async function dispatch(walk: Walk): Promise<void> {
  const page = await enter(walk, '派单员')
  await openInQueue(page, '预审与待派')
  const send = page.getByRole('button', { name: /^派\s*单/ }).last()
  await send.click()
  await page.getByRole('button', { name: /^撤\s*回$/ }).waitFor()
  walk.tell('the dispatcher sends it to the suggested unit')
  await leave(page)
}

/** On a phone, as on site. */
async function handle(walk: Walk): Promise<void> {
  const page = await enter(walk, '城管局联络员', 'phone')
  await page
    .getByRole('button', { name: new RegExp(`^签收：.*${WORD}`) })
    .first()
    .click()
  await page
    .getByRole('button', { name: new RegExp(`^记联系：.*${WORD}`) })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('沟通情况').fill('已电话联系，约今天下午到现场。')
  await dialog.getByLabel('录音编号').fill('rec-20261127-1')
  await dialog.getByRole('button', { name: '先行联系' }).click()
  await dialog.waitFor({ state: 'hidden' })
  walk.tell('the unit signs for it and says that it has called')
  const acts = page.getByRole('group', { name: '可以做的' })
  await acts.getByRole('button', { name: '初步回复' }).click()
  await dialog.getByRole('textbox').first().fill('已收到您的反映，正在安排维修，三日内答复您。')
  await dialog.getByRole('button', { name: '初步回复' }).click()
  await dialog.waitFor({ state: 'hidden' })
  walk.tell('it tells the citizen that it is at it')
  await acts.getByRole('button', { name: '办理答复' }).click()
  await dialog.getByRole('radio', { name: '已解决' }).check()
  await dialog.getByLabel('公开答复').fill('您好！三盏路灯已更换灯头，今晚恢复照明。感谢您的反映。')
  await dialog
    .getByLabel('佐证材料')
    .setInputFiles({ name: '修好了.png', mimeType: 'image/png', buffer: PICTURE })
  await dialog.getByText('已上传').first().waitFor()
  await dialog.getByRole('button', { name: '办理答复' }).click()
  await dialog.waitFor({ state: 'hidden' })
  walk.tell('it answers, with a picture')
  await leave(page)
}

async function sign(walk: Walk): Promise<void> {
  const page = await enter(walk, '城管局分管领导', 'phone')
  await page.getByText('签批', { exact: true }).first().click()
  const card = page.getByRole('region', { name: '待签批的一件' })
  const own = card.getByRole('heading', { name: WORD })
  await card.getByRole('heading').first().waitFor()
  while (!(await own.isVisible())) await card.getByRole('button', { name: '下一件' }).click()
  await card.getByRole('button', { name: '同意' }).click()
  await own.waitFor({ state: 'hidden' })
  walk.tell('its leader signs the answer')
  await leave(page)
}

async function accept(walk: Walk): Promise<void> {
  const page = await enter(walk, '派单员')
  await openInQueue(page, '审核答复')
  await page.getByRole('button', { name: /^审核通过/ }).click()
  await page.getByRole('link', { name: WORD }).waitFor({ state: 'hidden' })
  walk.tell('the centre accepts it')
  await leave(page)
}

async function visit(walk: Walk): Promise<void> {
  const page = await enter(walk, '回访员')
  await openInQueue(page, '回访')
  await done(page, '有没有跟您联系过')
  for (const key of ['1', '1', '5', '5']) await page.keyboard.press(key)
  await page.getByRole('button', { name: /^保存，下一位/ }).click()
  await page.getByRole('link', { name: WORD }).waitFor({ state: 'hidden' })
  walk.tell('somebody calls back and hears that it is solved')
  await leave(page)
}

async function strikeOff(walk: Walk): Promise<void> {
  const page = await enter(walk, '派单员')
  await openInQueue(page, '销号')
  await page
    .getByRole('button', { name: /^销\s*号/ })
    .last()
    .click()
  await page.getByRole('link', { name: WORD }).waitFor({ state: 'hidden' })
  walk.tell('the dispatcher strikes it off')
  await leave(page)
}

/** And what does the citizen see of it? */
async function follow(walk: Walk, { number, code }: { number: string; code: string }): Promise<void> {
  const page = await begin(walk, 'phone')
  await page.getByLabel('单号').fill(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查看进度' }).click()
  await done(page, '三盏路灯已更换灯头')
  walk.tell(`the citizen reads: ${await page.locator('#standing').innerText()}`)
  await leave(page)
}

async function main(): Promise<void> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium is needed: name it in CHROMIUM')
  const city = await cityFor(process.argv[2])
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox'] })
  const startedAt = Date.now()
  let last = startedAt
  const tell = (what: string): void => {
    const now = Date.now()
    console.log(
      `${((now - startedAt) / 1000).toFixed(1).padStart(6)} s  (+${((now - last) / 1000).toFixed(1)})  ${what}`,
    )
    last = now
  }
  try {
    const walk = { browser, base: city.base, tell }
    const receipt = await send(walk)
    for (const step of [dispatch, handle, sign, accept, visit, strikeOff]) await step(walk)
    await follow(walk, receipt)
  } finally {
    await browser.close()
    await city.close()
  }
}

await main()
