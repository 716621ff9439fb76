/** Seals personal data for the database and makes the blind indexes by which it is found again. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto'
import { secretFrom, secretIn } from './secret.ts'

/** What the product needs of cryptography at rest; another set of algorithms (SM4, SM3) is another Keys. */
export interface Keys {
  /** Seals a text; `context` (e.g. 'identity.phone') must be given again to open it, so it can't move to another column. */
  encrypt: (plain: string, context: string) => Buffer
  /** Opens what encrypt sealed; throws when it was changed, moved to another context, or sealed with an unknown secret. */
  decrypt: (sealed: Uint8Array, context: string) => string
  /** 16 bytes, always the same for a normalised value and purpose (e.g. 'phone'), telling nothing without the secret. */
  blind: (value: string, purpose: string) => Buffer
}

export interface KeySettings {
  /** The data folder, where the secret is kept when none is given. */
  folder?: string | undefined
  /** YIDAN_SECRET: 32 bytes or more, base64 or hex. */
  secret?: string | undefined
  /** YIDAN_SECRET_OLD: secrets that came before, newest first, separated by commas; they still open what they sealed. */
  old?: string | undefined
}

// A sealed text: 1 byte scheme, 2 bytes key id, 12 bytes nonce, the text, 16 bytes tag.
const AES_256_GCM = 1
const HEAD = 3
const NONCE = 12
const TAG = 16
const BLIND = 16

interface SubKeys {
  head: Buffer
  seal: KeyObject
  blind: KeyObject
}

/** Opens the keys of an installation; throws a clear error when a secret is too short, or neither secret nor folder is given. */
export async function openKeys({ folder, secret, old }: KeySettings): Promise<Keys> {
  if (!secret && !folder)
    throw new Error('set YIDAN_SECRET, or YIDAN_DATA to the folder that keeps the secret')
  const present = secret ? secretFrom(secret, 'YIDAN_SECRET') : await secretIn(folder!)
  const before = (old ?? '').split(',').filter(text => text.trim() !== '')
  return keysOf([present, ...before.map(text => secretFrom(text, 'YIDAN_SECRET_OLD'))].map(subKeysOf))
}

function subKeysOf(secret: Buffer): SubKeys {
  const derive = (use: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, '', `yidan ${use}`, bytes))
  return {
    head: Buffer.concat([Buffer.of(AES_256_GCM), derive('key id', HEAD - 1)]),
    seal: createSecretKey(derive('seal', 32)),
    blind: createSecretKey(derive('blind', 32)),
  }
}

function keysOf(all: readonly SubKeys[]): Keys {
  const newest = all[0]!
  // Rows are found by the index they were written with, so it stays with the oldest secret until that is given up.
  const oldest = all.at(-1)!
  return {
    encrypt: (plain, context) => seal(newest, plain, context),
    decrypt: (sealed, context) => {
      const fits = all.filter(keys => keys.head.equals(sealed.subarray(0, HEAD)))
      if (!fits.length)
        throw new Error(`${context} was sealed with a secret that is not at hand (YIDAN_SECRET_OLD?)`)
      for (const keys of fits) {
        const plain = unseal(keys, sealed, context)
        if (plain !== null) return plain
      }
      throw new Error(`${context} was changed, or belongs to another place`)
    },
    blind: (value, purpose) =>
      createHmac('sha256', oldest.blind).update(`${purpose}\0${value}`).digest().subarray(0, BLIND),
  }
}

function seal({ head, seal }: SubKeys, plain: string, context: string): Buffer {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', seal, nonce, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(context))
  const text = cipher.update(plain, 'utf8')
  cipher.final()
  return Buffer.concat([head, nonce, text, cipher.getAuthTag()])
}

function unseal({ seal }: SubKeys, sealed: Uint8Array, context: string): string | null {
  if (sealed.length < HEAD + NONCE + TAG) return null
  const text = HEAD + NONCE
  const cipher = createDecipheriv('aes-256-gcm', seal, sealed.subarray(HEAD, text), { authTagLength: TAG })
  cipher.setAAD(Buffer.from(context))
  cipher.setAuthTag(sealed.subarray(-TAG))
  try {
    const plain = cipher.update(sealed.subarray(text, -TAG))
    return Buffer.concat([plain, cipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

// Asking the kernel for 12 bytes at a time would cost more than the cipher.
const pool = Buffer.alloc(NONCE * 512)
let used = pool.length

function nextNonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += NONCE
  return Buffer.from(pool.subarray(used - NONCE, used))
}
