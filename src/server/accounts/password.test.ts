import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, isPassword } from './password.ts'

test('a password is kept as an argon2id hash at the cost OWASP asks for, and known again', async () => {
  const encoded = await hashPassword('荷叶Lotus-2027')
  assert.match(encoded, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.equal(await isPassword('荷叶Lotus-2027', encoded), true)
  assert.equal(await isPassword('荷叶Lotus-2028', encoded), false)
})

test('two people with one password have different hashes', async () => {
  assert.notEqual(await hashPassword('荷叶Lotus-2027'), await hashPassword('荷叶Lotus-2027'))
})

test('a hash made by the reference implementation of argon2 is understood, one of another kind is a defect', async () => {
  // From test.c of P-H-C/phc-winner-argon2.
  const hash = '$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.equal(await isPassword('password', `$argon2id${hash}`), true)
  assert.equal(await isPassword('passwore', `$argon2id${hash}`), false)
  await assert.rejects(isPassword('password', `$argon2i${hash}`), /not an argon2id PHC string/)
})

test('the same characters typed by another input method are the same password', async () => {
  assert.equal(await isPassword('Ｌotus-２０２７-荷', await hashPassword('Lotus-2027-荷')), true)
})

test('no password fits where there is none', async () => {
  assert.equal(await isPassword('', null), false)
})
