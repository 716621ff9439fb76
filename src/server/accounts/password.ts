/** Keeps passwords as argon2id hashes in PHC strings (OWASP 2024: 19 MiB, 2 passes, 1 lane). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG = 32
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
const messageOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'))

/** A PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`; about 30 ms of work off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const hash = await derive('argon2id', { message: messageOf(password), nonce, tagLength: TAG, ...COST })
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(hash)}`
}

/** Whether it is the password; without a hash (no such login, no password set) it takes as long and is false. */
export async function isPassword(password: string, encoded: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, hash] = PHC.exec(encoded ?? (await NOBODY)) ?? []
  if (!nonce || !hash) throw new Error('a password hash in the database is not an argon2id PHC string')
  const expected = Buffer.from(hash, 'base64')
  const found = await derive('argon2id', {
    message: messageOf(password),
    nonce: Buffer.from(nonce, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return timingSafeEqual(found, expected) && encoded !== null
}

const NOBODY = hashPassword(randomBytes(16).toString('hex'))
