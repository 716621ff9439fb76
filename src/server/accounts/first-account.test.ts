/** A city that was loaded from its folder: somebody can sign in, and only the first time. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { firstAccounts } from './first-account.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('where nobody has an account, the security administrators get one with a password to be changed; never again', async () => {
  const { gate, tenants } = world.app.parts
  const { directory } = await tenants.get(world.tenantId)
  await world.db.pool.query('DELETE FROM session WHERE person_id IS NOT NULL')
  await world.db.pool.query('DELETE FROM account')
  const opened = await firstAccounts(gate, world.tenantId, directory.units)
  assert.equal(opened.length, 1)
  const { login, password } = opened[0]!
  const signedIn = await world.app.http.inject({
    method: 'POST',
    url: '/api/v1/sign-in',
    payload: { tenant: 'town', login, password },
  })
  assert.equal(signedIn.statusCode, 200, signedIn.body)
  assert.deepEqual(await firstAccounts(gate, world.tenantId, directory.units), [])
})
