/** One appeal all the way, over the API. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('[ZY-01] [ZY-05] an appeal taken by telephone gets a number, and is dispatched to the roads', async () => {
  const appeal = await world.dispatched()
  assert.match(appeal.number, /^999001202609280100/)
  assert.match(appeal.queryCode, /^\d{6}$/)
})
