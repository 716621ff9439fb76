/** Every page of the command in three sizes, light and dark: nothing for axe to find, nothing wider than the screen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonName } from '../../world.ts'
import { SIZES, type Size } from '../browser.ts'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

const PAGES: readonly (readonly [path: string, who: PersonName, ready: string])[] = [
  ['/command/ledger', 'director', '.is-row, .grid-card'],
  ['/command/late', 'director', '.late-row'],
  ['/command/brief', 'director', '.brief .lines li'],
  ['/command/figures', 'observer', '.figures-table'],
  ['/command/strike-off', 'director', '.strike li'],
  ['/command/reconciliation', 'director', '.scale'],
  ['/command/wall', 'director', '.wall-tile'],
  ['/command/contacts', 'director', 'table'],
]
const WIDTHS: readonly Size[] = ['desktop', 'tablet', 'phone']

for (const [path, who, ready] of PAGES)
  for (const dark of [false, true])
    test(`${path} ${dark ? 'in the dark' : 'by day'} can be used by everybody on every screen`, async () => {
      const { page, go, axe, leave, shot } = await town.sit(who, { dark })
      await go(path)
      for (const size of WIDTHS) {
        await page.setViewportSize(SIZES[size])
        await page.locator(ready).first().waitFor()
        await axe(`${path} ${size} ${dark ? 'dark' : 'light'}`)
        await shot(`command${path.slice(8)}-${size}${dark ? '-dark' : ''}`)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(over <= 0, `${path} is wider than the ${size} by ${over} pixels`)
      }
      await leave()
    })
