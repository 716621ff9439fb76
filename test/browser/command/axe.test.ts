/** Every page of the command in three widths, light and dark, and in English: all that is found, told in one go. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyLook } from '../every-look.testing.ts'
import { PAGES } from './pages.testing.ts'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

test('every page of the command can be used by everybody on every screen', async () => {
  const found: string[] = []
  for (const [path, who, ready] of PAGES) {
    const seat = await town.sit(who)
    found.push(...(await everyLook(seat, { path, ready })))
    await seat.leave()
  }
  assert.deepEqual(found, [])
})
