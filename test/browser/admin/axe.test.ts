/** Every page of the administration in three widths, light and dark, and in English: all that is found, told in one go. */
import { test } from 'node:test'
import { openSurvey } from '../survey.testing.ts'
import { PAGES } from './pages.testing.ts'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()

test('every page of the administration can be used by everybody on every screen', async () => {
  const survey = openSurvey('admin')
  for (const [path, who, ready] of PAGES) {
    const seat = await town.sit(who)
    await survey.page(seat, { path, ready })
    await seat.leave()
  }
  survey.isClean()
})
