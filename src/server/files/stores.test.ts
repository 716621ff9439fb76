/** Where the bytes lie: S3 with a stand-in that checks every signature by itself, and a disk without room. */
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { StorageAway, StorageFull } from './file-store.ts'
import { saveStream } from './receive-file.ts'
import { EMPTY_HASH, signed } from './s3-signature.ts'
import { s3Store } from './s3-store.ts'
import { fileSettings } from './settings.ts'

const ACCOUNT = { region: 'cn-north-1', key: 'AKIDEXAMPLE', secret: 'lotus-leaf' }
const stored = new Map<string, Buffer>()
const refused: string[] = []
let server: http.Server
let folder: string

/** Reads the signed request as the storage does: from what came over the wire. */
function isSigned(request: http.IncomingMessage, body: Buffer): boolean {
  const [, scope = '', names = '', signature] =
    /Credential=AKIDEXAMPLE\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? '',
    ) ?? []
  const bodyHash = createHash('sha256').update(body).digest('hex')
  if (request.headers['x-amz-content-sha256'] !== bodyHash) return false
  const headers = names
    .split(';')
    .map(name => `${name}:${request.headers[name]}\n`)
    .join('')
  const canonical = `${request.method}\n${request.url}\n\n${headers}\n${names}\n${bodyHash}`
  const digest = createHash('sha256').update(canonical).digest('hex')
  let key: Buffer | string = `AWS4${ACCOUNT.secret}`
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const text = `AWS4-HMAC-SHA256\n${request.headers['x-amz-date']}\n${scope}\n${digest}`
  return createHmac('sha256', key).update(text).digest('hex') === signature
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yidan-stores-'))
  server = http.createServer(async (request, response) => {
    const body = await buffer(request)
    if (!isSigned(request, body)) {
      refused.push(request.url!)
      return response.writeHead(403).end()
    }
    if (request.method === 'PUT') stored.set(request.url!, body)
    if (request.method === 'DELETE') stored.delete(request.url!)
    const found = stored.get(request.url!)
    if (request.method !== 'GET') return response.writeHead(200).end()
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (!found) return response.writeHead(404).end()
    return first ? response.writeHead(206).end(found.subarray(+first, +last! + 1)) : response.end(found)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

test('the signature is the one of the published example', () => {
  const account = {
    region: 'us-east-1',
    key: 'AKIAIOSFODNN7EXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }
  const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt')
  const request = { method: 'GET', url, headers: { range: 'bytes=0-9' }, bodyHash: EMPTY_HASH }
  assert.match(
    signed(request, account, Date.parse('2013-05-24T00:00:00Z')).authorization!,
    /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
  )
})

test('a file goes to the S3 storage, comes back whole and in part, and goes away', async () => {
  const store = s3Store({ ...ACCOUNT, endpoint: endpoint(), bucket: 'yidan' })
  const content = Buffer.from('荷花里路灯现场照片'.repeat(1000))
  const hash = createHash('sha256').update(content).digest()
  const path = join(folder, 'a')
  await writeFile(path, content)
  await store.keep(path, hash, content.length)
  const name = hash.toString('hex')
  assert.deepEqual([...stored.keys()], [`/yidan/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`])
  assert.deepEqual(await buffer(await store.open(hash)), content)
  assert.deepEqual(await buffer(await store.open(hash, { first: 3, last: 9 })), content.subarray(3, 10))
  await store.remove(hash)
  assert.equal(stored.size, 0)
  await assert.rejects(store.open(hash), StorageAway)
  assert.deepEqual(refused, [])
})

test('a storage that refuses the key, or doesn’t answer, is away and nothing is taken for stored', async () => {
  const path = join(folder, 'b')
  await writeFile(path, 'b')
  const hash = createHash('sha256').update('b').digest()
  const wrong = s3Store({ ...ACCOUNT, secret: 'another', endpoint: endpoint(), bucket: 'yidan' })
  await assert.rejects(wrong.keep(path, hash, 1), StorageAway)
  assert.equal(refused.length, 1)
  const nobody = s3Store({ ...ACCOUNT, endpoint: 'http://127.0.0.1:9', bucket: 'yidan' })
  await assert.rejects(nobody.keep(path, hash, 1), StorageAway)
})

test('a disk without room is said to be full', async () => {
  await assert.rejects(saveStream(Readable.from([Buffer.alloc(100_000)]), '/dev/full', 1e6), StorageFull)
})

test('settings that can’t be are named', () => {
  assert.throws(() => fileSettings({ YIDAN_FILE_MB: 'many' }, folder), /YIDAN_FILE_MB/)
  assert.throws(() => fileSettings({ YIDAN_S3_ENDPOINT: 's3.example.org' }, folder), /YIDAN_S3_ENDPOINT/)
  assert.throws(
    () => fileSettings({ YIDAN_S3_ENDPOINT: 'https://s3.example.org', YIDAN_S3_BUCKET: 'b' }, folder),
    /YIDAN_S3_REGION, YIDAN_S3_KEY, YIDAN_S3_SECRET/,
  )
  assert.equal(fileSettings({ YIDAN_FILE_MB: '5' }, folder).mostPublic, 5 * 1024 * 1024)
})
