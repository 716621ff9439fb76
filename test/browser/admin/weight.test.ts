/** What the first load of each page of the administration weighs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstLoad, MOST } from '../first-load.testing.ts'
import { PAGES } from './pages.testing.ts'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()

for (const [path, who, ready] of PAGES)
  test(`the first load of ${path} is at most 300 KB`, async () => {
    const seat = await town.sit(who)
    const bytes = await firstLoad(seat, path, ready)
    assert.ok(bytes > 100 * 1024 && bytes <= MOST, `${Math.round(bytes / 1024)} KB`)
    await seat.leave()
  })
