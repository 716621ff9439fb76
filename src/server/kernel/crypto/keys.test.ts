import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { openKeys } from './keys.ts'

const made: string[] = []
after(() => Promise.all(made.map(folder => rm(folder, { recursive: true }))))
const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-keys-'))
  made.push(folder)
  return folder
}
const newSecret = (): string => randomBytes(32).toString('base64')

const keys = await openKeys({ secret: newSecret() })

test('whatever an appellant is called or writes, it opens as it was sealed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
      assert.equal(keys.decrypt(keys.encrypt(plain, context), context), plain)
    }),
  )
})

test('no one changed bit of a sealed name goes unnoticed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(),
      fc.integer({ min: 0, max: 7 }),
      (plain, at, bit) => {
        const sealed = keys.encrypt(plain, 'identity.name')
        sealed[at % sealed.length]! ^= 1 << bit
        assert.throws(() => keys.decrypt(sealed, 'identity.name'), /identity\.name/)
      },
    ),
  )
})

test('a cut-off sealed name does not open', () => {
  const sealed = keys.encrypt('张桂英', 'identity.name')
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() => keys.decrypt(sealed.subarray(0, length), 'identity.name'), /identity\.name/)
  }
})

test('a phone number moved to the address column does not open there', () => {
  const sealed = keys.encrypt('13800138000', 'identity.phone')
  assert.throws(() => keys.decrypt(sealed, 'identity.address'), /identity\.address was changed, or belongs/)
})

test('the same number sealed twice looks different, thousands of times', () => {
  const seen = new Set(Array.from({ length: 5000 }, () => keys.encrypt('13800138000', 'p').toString('hex')))
  assert.equal(seen.size, 5000)
})

test('a blind index finds the same number again, and tells purposes and numbers apart', () => {
  const one = keys.blind('13800138000', 'phone')
  assert.equal(one.length, 16)
  assert.deepEqual(keys.blind('13800138000', 'phone'), one)
  assert.notDeepEqual(keys.blind('13800138000', 'idNumber'), one)
  assert.notDeepEqual(keys.blind('13800138001', 'phone'), one)
})

test('another secret neither opens a sealed name nor makes the same blind index', async () => {
  const other = await openKeys({ secret: newSecret() })
  assert.throws(() => other.decrypt(keys.encrypt('张桂英', 'n'), 'n'), /secret that is not at hand/)
  assert.notDeepEqual(other.blind('1', 'phone'), keys.blind('1', 'phone'))
})

test('after the secret was changed, old names open, new ones are sealed anew, and people are still found by phone', async () => {
  const [first, second, third] = [newSecret(), newSecret(), newSecret()]
  const before = await openKeys({ secret: first })
  const between = await openKeys({ secret: second, old: first })
  const now = await openKeys({ secret: third, old: `${second}, ${first}` })
  assert.equal(now.decrypt(before.encrypt('张桂英', 'n'), 'n'), '张桂英')
  assert.equal(now.decrypt(between.encrypt('李建国', 'n'), 'n'), '李建国')
  assert.throws(() => before.decrypt(now.encrypt('王芳', 'n'), 'n'))
  assert.deepEqual(now.blind('13800138000', 'phone'), before.blind('13800138000', 'phone'))
})

test('a secret may be written in hex or in base64', async () => {
  const bytes = randomBytes(48)
  const hex = await openKeys({ secret: bytes.toString('hex') })
  const base64 = await openKeys({ secret: `${bytes.toString('base64')}\n` })
  assert.equal(base64.decrypt(hex.encrypt('x', 'c'), 'c'), 'x')
})

test('a short, misspelt or missing secret is refused with the name of the setting, and never shown', async () => {
  await assert.rejects(
    openKeys({ secret: randomBytes(31).toString('base64') }),
    /YIDAN_SECRET is 31 bytes.*32/,
  )
  await assert.rejects(openKeys({ secret: newSecret(), old: 'c2hvcnQ=' }), /YIDAN_SECRET_OLD is 5 bytes/)
  await assert.rejects(openKeys({}), /YIDAN_SECRET/)
  await assert.rejects(openKeys({ secret: 'p4ss word!' }), (error: Error) => {
    return /YIDAN_SECRET must be base64 or hex/.test(error.message) && !error.message.includes('p4ss')
  })
})

test('servers that start on one folder at once agree on the secret, which only their account may read', async () => {
  const folder = await freshFolder()
  const all = await Promise.all(Array.from({ length: 20 }, () => openKeys({ folder })))
  const sealed = all[0]!.encrypt('张桂英', 'n')
  for (const one of all) assert.equal(one.decrypt(sealed, 'n'), '张桂英')
  assert.deepEqual(await readdir(join(folder, 'keys')), ['secret'])
  if (process.platform !== 'win32')
    assert.equal((await stat(join(folder, 'keys', 'secret'))).mode & 0o777, 0o600)
})

test('a broken secret file is reported by its path and not written over', async () => {
  const folder = await freshFolder()
  await openKeys({ folder })
  const path = join(folder, 'keys', 'secret')
  await writeFile(path, 'c2hvcnQ=')
  await assert.rejects(openKeys({ folder }), (error: Error) => error.message.startsWith(`${path} is 5 bytes`))
  assert.equal(await readFile(path, 'utf8'), 'c2hvcnQ=')
})
