import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR, MINUTE } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import { appellantBy } from './appellant.ts'
import { requestPhoneCode, verifyPhoneCode } from './phone-code.ts'
import { granted, openTown, refusalOf, type Town } from './town.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.db.drop())

let appeals = 0
/** Puts an appeal with this query code into the record; only what matters here is filled in. */
async function appeal(code: string): Promise<{ id: number; number: string }> {
  const id = ++appeals
  const number = `99900120260928010000${String(id).padStart(3, '0')}`
  const { rows } = await town.db.pool.query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_name = 'appeal' AND is_nullable = 'NO' AND column_name NOT IN ('tenant_id', 'id', 'number', 'query_code')`,
  )
  const EMPTY: Record<string, string> = {
    text: `''`,
    boolean: 'false',
    ARRAY: `'{}'`,
    bytea: `''`,
    'timestamp with time zone': 'now()',
  }
  const values = rows.map(row => EMPTY[row.type] ?? '0')
  await town.db.pool.query(
    `INSERT INTO appeal (tenant_id, id, number, query_code, ${rows.map(row => row.name)}) VALUES ($1, $2, $3, $4, ${values})`,
    [town.tenantId, id, number, town.gate.keys.encrypt(code, 'appeal.queryCode')],
  )
  return { id, number }
}

let addresses = 0
const newAddress = () => `10.1.${++addresses}.1`
const askFor = (number: string, code: string, address = newAddress()) =>
  appellantBy(town.gate, { tenantId: town.tenantId, number, code, address })

test('number and query code open that one appeal, however the code is spaced', async () => {
  const { id, number } = await appeal('AB3-9KX')
  for (const code of ['AB3-9KX', 'ab39kx', ' ＡＢ３ ９ＫＸ ']) {
    const actor = granted(await askFor(number, code))
    assert.deepEqual([actor.kind, actor.appealId, actor.personId, actor.grants], ['appellant', id, null, []])
  }
})

test('a wrong code, an unknown number and another city get the same answer', async () => {
  const { number } = await appeal('123456')
  assert.equal(refusalOf(await askFor(number, '123457')), 'wrong-code')
  assert.equal(refusalOf(await askFor(number, '')), 'wrong-code')
  assert.equal(refusalOf(await askFor('99900120260928019999990', '123456')), 'wrong-code')
  const elsewhere = { tenantId: town.tenantId + 1, number, code: '123456', address: newAddress() }
  assert.equal(refusalOf(await appellantBy(town.gate, elsewhere)), 'wrong-code')
})

test('five wrong codes close a number for an hour, even to the right code', async () => {
  const { number } = await appeal('222222')
  for (let i = 0; i < 4; i++) assert.equal(refusalOf(await askFor(number, '000000')), 'wrong-code')
  granted(await askFor(number, '222222'))
  assert.equal(refusalOf(await askFor(number, '000000')), 'slow-down')
  assert.equal(refusalOf(await askFor(number, '222222')), 'slow-down')
  town.clock.now += HOUR
  granted(await askFor(number, '222222'))
})

test('sixty wrong codes from one address close it for an hour, whatever the numbers', async () => {
  const { number } = await appeal('333333')
  const address = newAddress()
  for (let i = 10; i < 69; i++) await askFor(`99900120260928010${i}`, '000000', address)
  granted(await askFor(number, '333333', address))
  await askFor('9990012026092801069', '000000', address)
  assert.equal(refusalOf(await askFor(number, '333333', address)), 'slow-down')
  granted(await askFor(number, '333333'))
  town.clock.now += HOUR
  granted(await askFor(number, '333333', address))
})

test('guesses sent all at once from many addresses do not get past the limit', async () => {
  const { number } = await appeal('444444')
  await Promise.all(Array.from({ length: 30 }, (_, i) => askFor(number, String(100_000 + i))))
  assert.equal(refusalOf(await askFor(number, '444444')), 'slow-down')
})

const PHONE = '+86 138-0013-8000'
const request = (phone = PHONE, address = newAddress()) =>
  requestPhoneCode(town.gate, { tenantId: town.tenantId, phone, address })
const verify = (code: string, phone = PHONE, address = newAddress()) =>
  verifyPhoneCode(town.gate, { tenantId: town.tenantId, phone, address, code })

test('a citizen signs in with the code from the message, once', async () => {
  const { phone, code, expiresAt } = granted(await request())
  assert.deepEqual([phone, expiresAt], ['13800138000', town.clock.now + 5 * MINUTE])
  assert.match(code, /^\d{6}$/)
  const { token } = granted(await verify(code))
  const actor = await town.gate.presence.actorOf(token)
  assert.equal(actor?.kind, 'appellant')
  assert.equal(actor?.phoneKey, phoneKeyOf(town.gate.keys, '13800138000')?.toString('hex'))
  assert.deepEqual(actor?.organisationIds, [])
  assert.equal(refusalOf(await verify(code)), 'wrong-phone-code')
})

test('a contact person acts for the organisations that gave this phone, not for those it left', async () => {
  const key = phoneKeyOf(town.gate.keys, '13911112222')
  const ids: number[] = []
  for (const [code, active] of [
    ['A', true],
    ['B', true],
    ['C', false],
  ] as const) {
    const { rows } = await town.db.pool.query(
      `INSERT INTO organisation (tenant_id, code, name, kind) VALUES ($1, $2, $2, 'enterprise') RETURNING id`,
      [town.tenantId, code],
    )
    ids.push(rows[0].id)
    await town.db.pool.query(
      `INSERT INTO organisation_contact (tenant_id, organisation_id, role, phone_key, active) VALUES ($1, $2, 'liaison', $3, $4)`,
      [town.tenantId, rows[0].id, key, active],
    )
  }
  const { code } = granted(await request('13911112222'))
  const { token } = granted(await verify(code, '139 1111 2222'))
  assert.deepEqual((await town.gate.presence.actorOf(token))?.organisationIds, ids.slice(0, 2))
})

test('a code holds for five minutes', async () => {
  const { code } = granted(await request('13700000001'))
  town.clock.now += 5 * MINUTE
  assert.equal(refusalOf(await verify(code, '13700000001')), 'wrong-phone-code')
})

test('a code holds for the phone it was sent to, and only the latest one does', async () => {
  const first = granted(await request('13700000002'))
  assert.equal(refusalOf(await verify(first.code, '13700000003')), 'wrong-phone-code')
  const second = granted(await request('13700000002'))
  if (first.code !== second.code)
    assert.equal(refusalOf(await verify(first.code, '13700000002')), 'wrong-phone-code')
  granted(await verify(second.code, '13700000002'))
})

test('a phone gets three codes an hour', async () => {
  for (let i = 0; i < 3; i++) granted(await request('13700000004'))
  assert.equal(refusalOf(await request('+8613700000004')), 'slow-down')
  town.clock.now += HOUR
  granted(await request('13700000004'))
})

test('an address can not have messages sent to phone after phone', async () => {
  const address = newAddress()
  for (let i = 0; i < 30; i++) granted(await request(`1360000${String(i).padStart(4, '0')}`, address))
  assert.equal(refusalOf(await request('13600009999', address)), 'slow-down')
})

test('five wrong guesses close a phone for an hour, even to the right code', async () => {
  const { code } = granted(await request('13700000005'))
  const wrong = code === '000000' ? '000001' : '000000'
  for (let i = 0; i < 4; i++) assert.equal(refusalOf(await verify(wrong, '13700000005')), 'wrong-phone-code')
  assert.equal(refusalOf(await verify(wrong, '13700000005')), 'slow-down')
  assert.equal(refusalOf(await verify(code, '13700000005')), 'slow-down')
})

test('a number that gets no messages is told so', async () => {
  for (const phone of ['0931-8888888', '12345', '', '不详']) {
    assert.deepEqual(await request(phone), refuse('not-a-mobile', { field: 'phone' }))
  }
})

test('the database has neither the code nor the phone', async () => {
  const { code, phone } = granted(await request('13700000006'))
  const { rows } = await town.db.pool.query('SELECT c::text FROM phone_code c')
  const all = JSON.stringify(rows)
  for (const secret of [code, phone])
    assert.equal(all.includes(Buffer.from(secret).toString('hex')) || all.includes(`,${secret}`), false)
})

test('a citizen may think for half an hour, then signs in again', async () => {
  const { code } = granted(await request('13700000007'))
  const { token } = granted(await verify(code, '13700000007'))
  town.clock.now += 29 * MINUTE
  assert.ok(await town.gate.presence.actorOf(token))
  town.clock.now += 30 * MINUTE
  assert.equal(await town.gate.presence.actorOf(token), null)
})
