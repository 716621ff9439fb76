/** The one secret of an installation: given in a setting, or kept in a file that is made once. */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolders } from '../folders.ts'

const LEAST_BYTES = 32
const HOW = 'make one with: openssl rand -base64 32'

/** Reads 32 bytes or more from hex or base64; throws an error that names `where` it stands, never what it is. */
export function secretFrom(text: string, where: string): Buffer {
  const plain = text.trim()
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(plain)
  if (!isHex && !/^[\w+/-]+={0,2}$/.test(plain)) {
    throw new Error(`${where} must be base64 or hex; ${HOW}`)
  }
  const secret = Buffer.from(plain, isHex ? 'hex' : 'base64')
  if (secret.length < LEAST_BYTES) {
    throw new Error(`${where} is ${secret.length} bytes, but must be ${LEAST_BYTES} or more; ${HOW}`)
  }
  return secret
}

/** The secret in `<folder>/keys/secret`; the first server to come makes it, and all others take the same. */
export async function secretIn(folder: string): Promise<Buffer> {
  const path = join(folder, 'keys', 'secret')
  const found = (await readIfThere(path)) ?? (await makeSecret(folder, path))
  return secretFrom(found, path)
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// Written whole beside its place, then linked to it: a link fails where a file is, so only one server wins.
async function makeSecret(folder: string, path: string): Promise<string> {
  makeFolders(join(folder, 'keys'), 0o700)
  const draft = `${path}.${randomBytes(8).toString('hex')}`
  await writeThrough(draft, `${randomBytes(LEAST_BYTES).toString('base64')}\n`)
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  await syncFolder(join(folder, 'keys'))
  return readFile(path, 'utf8')
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
