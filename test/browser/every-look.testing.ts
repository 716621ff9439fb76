/** A page as it looks to everybody: three widths, light and dark, and once in English; what axe finds, what is too wide. */
import { axeFindings, type Seat, SIZES, type Size } from './browser.ts'

const WIDTHS: readonly Size[] = ['desktop', 'tablet', 'phone']

interface Look {
  path: string
  /** What says that the page is there. */
  ready: string
}

/** Page, state, rule and place of everything that was found. */
export async function everyLook(seat: Seat, { path, ready }: Look): Promise<string[]> {
  const { page, go, shot } = seat
  const found: string[] = []
  const look = async (state: string, rules: 'all' | 'colours') => {
    await page.locator(ready).first().waitFor()
    for (const finding of await axeFindings(page, { rules })) found.push(`${path}, ${state}: ${finding}`)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) found.push(`${path}, ${state}: ${over} pixels wider than the screen`)
    await shot(`${path.slice(1)}-${state.replaceAll(' ', '-')}`)
  }
  await go(path)
  for (const size of WIDTHS) {
    await page.setViewportSize(SIZES[size])
    await look(`${size} light`, 'all')
    await page.emulateMedia({ colorScheme: 'dark' })
    // What differs in the dark is colour.
    await look(`${size} dark`, 'colours')
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize(SIZES.desktop)
  await page.evaluate(() => localStorage.setItem('yidan.lang', 'en'))
  await page.reload()
  await look('in English', 'all')
  await page.evaluate(() => localStorage.removeItem('yidan.lang'))
  return found
}
