/** Takes the pictures of the documents from the real product: `node docs/pictures.ts [http://… [name…]]`; without an address on a fresh sample city. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../test/browser/browser.ts'
import { cityFor } from './fresh-city.ts'

const FOLDER = join(import.meta.dirname, 'pictures')
const SCREEN = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 780 }
/** All pictures together, in bytes. */
const MOST = 3 * 1024 * 1024
/** After the last request, for drawings to settle. */
const SETTLE = 1500

interface Picture {
  name: string
  /** Login of the sample account; left out for a citizen. */
  as?: string
  path: string
  on: typeof SCREEN
  /** What is done before the picture is taken. */
  after?: (page: Page) => Promise<void>
}

/** Names after the address take only those. */
const ONLY = process.argv.slice(3)

const PICTURES: readonly Picture[] = [
  { name: 'start', path: '/', on: SCREEN },
  {
    name: 'report-phone',
    path: '/report?entry=handle',
    on: PHONE,
    after: async page => {
      await page.getByLabel('发生了什么').pressSequentially('提纲路的路灯不亮，晚上老人走路很不方便。')
      await page.locator('[data-similar-here]').getByText('看起来是').waitFor()
    },
  },
  { name: 'follow-phone', path: '/follow', on: PHONE, after: followAnswered },
  { name: 'board', path: '/board', on: SCREEN },
  {
    name: 'call',
    as: 'agent',
    path: '/desk/call?phone=13900001234',
    on: SCREEN,
    after: async page => {
      await page
        .locator('#content')
        .fill('提纲路靠近校样花园一侧有几盏路灯不亮，已经三天了，晚上老人走路很不方便。')
      await page.waitForTimeout(4000)
    },
  },
  {
    name: 'dispatch',
    as: 'dispatcher',
    path: '/desk/dispatch',
    on: SCREEN,
    after: page => page.getByText('派给谁').first().waitFor(),
  },
  { name: 'inbox-phone', as: 'chengguan', path: '/unit', on: PHONE },
  { name: 'ticket', as: 'chengguan', path: '/unit', on: SCREEN, after: openFirst },
  { name: 'sign-phone', as: 'chengguan-leader', path: '/unit/sign', on: PHONE },
  {
    name: 'ledger',
    as: 'supervisor',
    path: '/command/ledger',
    on: SCREEN,
    after: page => page.locator('.grid .is-row').nth(5).waitFor(),
  },
  {
    name: 'wall',
    as: 'mayor',
    path: '/command/wall',
    on: { width: 1600, height: 900 },
    after: page => page.locator('.wall-tile').first().waitFor(),
  },
  { name: 'rules', as: 'sysadmin', path: '/admin/rules', on: SCREEN, after: tryRules },
  {
    name: 'late',
    as: 'supervisor',
    path: '/command/late',
    on: SCREEN,
    after: page => page.getByRole('button', { name: '催办' }).first().waitFor(),
  },
]

/** An answered matter, found as a visitor of the sample city finds one: in the outbox, with its code. */
async function followAnswered(page: Page): Promise<void> {
  await page.goto('/outbox')
  const texts = await page.locator('.message').allInnerTexts()
  const found = texts.flatMap(text => /(\d{23}).*查询码\s?(\d{6})/s.exec(text)?.slice(1, 3) ?? [])
  const [number = '', code = ''] = found
  await page.goto('/follow')
  await page.getByLabel('单号').fill(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查看进度' }).click()
  await page.waitForURL(`**/a/${number}`)
}

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('main').locator('a[href^="/unit/appeals/"]').first().click()
  await page.getByRole('group', { name: '可以做的' }).waitFor()
}

/** What would become of last month's appeals if a unit had three days to answer instead of five. */
async function tryRules(page: Page): Promise<void> {
  await page.getByRole('button', { name: '在此基础上修改' }).first().click()
  await page.getByLabel('default 办理答复').fill('3wd')
  await page.getByRole('tab', { name: '试算', exact: true }).click()
  await page.getByRole('button', { name: /^试\s*算$/ }).click()
  await page.getByRole('dialog').getByText('会超时').first().waitFor()
}

async function take(browser: Browser, base: string, { name, as, path, on, after }: Picture): Promise<void> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: on,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (as) {
    await page.goto(`/enter/${as}`)
    await page.waitForURL(/\/(desk|unit|command|admin)/)
  }
  await page.goto(path)
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => {})
  await after?.(page)
  await page.waitForTimeout(SETTLE)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  await context.close()
}

/** Two hundred colours are enough for a screen; where ImageMagick is missing they stay as they are. */
function squeeze(): void {
  try {
    const files = readdirSync(FOLDER).map(file => join(FOLDER, file))
    execFileSync('mogrify', [
      '+dither',
      '-colors',
      '200',
      '-strip',
      '-define',
      'png:compression-level=9',
      ...files,
    ])
  } catch (error) {
    console.warn(`not made smaller: ${(error as Error).message}`)
  }
}

async function size(): Promise<number> {
  const files = await readdir(FOLDER)
  const stats = await Promise.all(files.map(file => stat(join(FOLDER, file))))
  return stats.reduce((sum, s) => sum + s.size, 0)
}

async function main(): Promise<void> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium is needed: name it in CHROMIUM')
  await mkdir(FOLDER, { recursive: true })
  const city = await cityFor(process.argv[2])
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox'] })
  const failed: string[] = []
  try {
    for (const picture of PICTURES.filter(p => ONLY.length === 0 || ONLY.includes(p.name)))
      await take(browser, city.base, picture).catch((error: Error) => {
        failed.push(`${picture.name}: ${error.message.split('\n')[0]}`)
      })
  } finally {
    await browser.close()
    await city.close()
  }
  squeeze()
  const bytes = await size()
  console.log(`${PICTURES.length - failed.length} pictures, ${Math.round(bytes / 1024)} KB`)
  if (bytes > MOST) failed.push('more than 3 MB in all')
  for (const line of failed) console.error(line)
  process.exitCode = failed.length > 0 ? 1 : 0
}

await main()
