/** What the first load of each page of the command weighs, its drawings and its map included. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KB, MOST, weightOf } from '../weight.testing.ts'
import { PAGES } from './pages.testing.ts'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

for (const [path, who] of PAGES)
  test(`the first load of ${path} is at most 300 KB`, async () => {
    const seat = await town.sit(who)
    const bytes = await weightOf(seat, path)
    assert.ok(bytes > 100 * KB && bytes <= MOST, `${Math.round(bytes / KB)} KB`)
    await seat.leave()
  })
