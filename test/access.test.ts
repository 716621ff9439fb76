/** Every route, every role, four places, and those without a role: who is let in, who is told no, who hears nothing. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Contract } from '../src/contract/route.ts'
import { ROLE_NAMES, type Role } from '../src/domain/access/roles.ts'
import { allRoutes } from '../src/server/app.ts'
import { refusalsOf } from '../src/server/kernel/http/describe.ts'
import { CALLS, type Made, OWN } from './access/calls.testing.ts'
import { type Ground, openGround, type Said } from './access/ground.testing.ts'
import { streamStatus } from './access/stream.testing.ts'
import { ACCESS, type Expected, PLACES } from './access/table.testing.ts'

let ground: Ground
let contracts: Contract[]
before(async () => {
  ground = await openGround()
  await ground.world.app.http.listen({ port: 0, host: '127.0.0.1' })
  contracts = allRoutes(ground.world.app.parts).map(r => r.contract)
})
after(() => ground.world.close())

/** Codes of the general checks that come before a route's own. */
const GENERAL = new Set(['invalid-input', 'invalid-request', 'too-large', 'wrong-media-type'])
const undocumented = new Set<string>()
const wrong: string[] = []
const succeeded = new Set<string>()

async function say(c: Contract, made: Made, authorization: string | null): Promise<Said> {
  const said =
    c.name === 'streamEvents'
      ? await streamStatus(ground.world.app.http, authorization, made.headers)
      : await ground.ask(c.method, made, authorization)
  if (said.code && !GENERAL.has(said.code) && !(refusalsOf(c) as string[]).includes(said.code))
    undocumented.add(`${c.name}: ${said.code}`)
  return said
}

const met = ({ status, code }: Said): Expected | string =>
  [401, 403, 404].includes(status) || status >= 500
    ? status === 401 || status >= 500
      ? `${status} ${code}`
      : (status as 403 | 404)
    : 'yes'

function check(c: Contract, who: string, said: Said, expected: Expected): void {
  // A public route may well answer 401 or 404 for what was sent, but never for want of a permission.
  if (said.status >= 200 && said.status < 300) succeeded.add(c.name)
  const isFine =
    ACCESS[c.name]!.who === 'everybody' && expected === 'yes'
      ? said.code !== 'not-signed-in' && said.code !== 'not-permitted' && said.code !== 'defect'
      : met(said) === expected
  if (!isFine) wrong.push(`${c.name} as ${who}: ${said.status} ${said.code}, expected ${expected}`)
}

const make = (c: Contract, authorization: string): Promise<Made> | Made =>
  OWN[c.name]?.(ground, authorization) ?? CALLS[c.name]!(ground)

async function staffAsk(c: Contract): Promise<void> {
  const { who, at, also, others } = ACCESS[c.name]!
  // Refusals change nothing, so one ticket serves them all; whoever is let in gets one of their own.
  const shared = await make(c, `Bearer ${ground.staff.away.observer}`)
  for (const [i, place] of PLACES.entries()) {
    const askOne = async (role: Role) => {
      const may = who === 'everybody' || who.includes(role)
      const expected = (may ? at : (also.find(([roles]) => roles.includes(role))?.[1] ?? others))[i]!
      const authorization = `Bearer ${ground.staff[place][role]}`
      const isChange = c.method !== 'GET' && expected === 'yes' && who !== 'everybody'
      const said = await say(c, isChange ? await make(c, authorization) : shared, authorization)
      check(c, `${role} at ${place}`, said, expected)
    }
    await Promise.all(ROLE_NAMES.map(askOne))
  }
}

async function othersAsk(c: Contract): Promise<void> {
  const { who, appellant, citizen } = ACCESS[c.name]!
  const made = async () => await make(c, '')
  const nobody = await say(c, await made(), null)
  if (who === 'everybody') check(c, 'nobody', nobody, CODED.has(c.name) ? 404 : 'yes')
  else if (nobody.status !== 401 || nobody.code !== 'not-signed-in')
    wrong.push(`${c.name} as nobody: ${nobody.status} ${nobody.code}`)
  const own = await made()
  const { number, queryCode } = own.number ? own : await ground.world.received()
  const here = { ...own, headers: { ...own.headers, 'x-tenant': 'town' } }
  check(c, 'the appellant', await say(c, here, `Appeal ${number}:${queryCode}`), appellant)
  check(c, 'the citizen', await say(c, await made(), `Bearer ${ground.citizen}`), citizen)
}

/** Public routes on which nobody gets anywhere without the code. */
const CODED = new Set([
  'enterByWechat',
  'followAppeal',
  'addToOwn',
  'tellOwn',
  'withdrawOwn',
  'giveReview',
  'reopenOwn',
])

test('every route has its row in the table and a call to try it with; the table has no other', () => {
  const names = contracts.map(c => c.name)
  assert.deepEqual(
    names.filter(n => !(n in ACCESS)),
    [],
    'not in the table',
  )
  assert.deepEqual(
    names.filter(n => !(n in CALLS) && !(n in OWN)),
    [],
    'without a call',
  )
  assert.deepEqual(
    Object.keys(ACCESS).filter(n => !names.includes(n)),
    [],
    'no such route',
  )
})

test('every role at the centre, at the unit, at another unit and in another city meets what the table says', async () => {
  wrong.length = 0
  for (const c of contracts)
    if (c.name in ACCESS) await staffAsk(c).catch(e => wrong.push(`${c.name}: ${e.message}`))
  assert.deepEqual(wrong, [])
})

test('nobody, the appellant with number and code, and the citizen by phone meet what the table says', async () => {
  wrong.length = 0
  for (const c of contracts) if (c.name in ACCESS && c.name !== 'signOut') await othersAsk(c)
  const signOut = contracts.find(c => c.name === 'signOut')!
  await othersAsk(signOut)
  assert.deepEqual(wrong, [])
})

/** What needs a session, a password, a code or a provider that this town doesn't have; their own tests have them. */
const ELSEWHERE = new Set([
  'signIn',
  'beginSignOn',
  'finishSignOn',
  'sendPhoneCode',
  'signInCitizen',
  'changeMyPassword',
  'enrolSecondFactor',
  'confirmSecondFactor',
  'createMyKey',
  'endMyKey',
  'enterByWechat',
  // src/server/messaging/calls.test.ts, with a gateway that signs.
  'hearCall',
  // Of whom the organisation itself has named.
  'ownOrganisation',
  'changeOwnOrganisation',
  'addDelegate',
  'endDelegate',
])

test('whoever is let in gets it done: each route has succeeded for somebody', () => {
  const never = contracts.map(c => c.name).filter(n => !succeeded.has(n) && !ELSEWHERE.has(n))
  assert.deepEqual(never, [])
})

test('a no that a route gives is a no that its contract tells of', () => {
  assert.deepEqual([...undocumented], [])
})
