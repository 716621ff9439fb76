/** Every page of the command in three widths, light and dark, and in English: all that is found, told in one go. */
import { test } from 'node:test'
import { openSurvey } from '../survey.testing.ts'
import { PAGES } from './pages.testing.ts'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

test('every page of the command can be used by everybody on every screen', async () => {
  const survey = openSurvey('command')
  for (const [path, who, ready] of PAGES) {
    const seat = await town.sit(who)
    await survey.page(seat, { path, ready })
    await seat.leave()
  }
  survey.isClean()
})
