/** Files: what is taken and what isn't, who may open one, and what becomes of those nobody attaches. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { DAY } from '../../domain/instant.ts'
import { form, jpeg, LETTER, png, tellsWhere, type ZipPart, zip } from './files.testing.ts'
import { removeForgottenFiles } from './forgotten.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function send(who: PersonName | null, name: string, content: Buffer | string, path = '/files') {
  const { payload, headers } = await form(name, content)
  const answer = await world.app.http.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload,
    headers: { ...headers, ...(who && { authorization: `Bearer ${world.token(who)}` }) },
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}

const open = (who: PersonName, id: unknown, headers: Record<string, string> = {}) =>
  world.app.http.inject({
    url: `/api/v1/files/${id}`,
    headers: { authorization: `Bearer ${world.token(who)}`, ...headers },
  })

async function isRefused(name: string, content: Buffer | string, code: string, status: number) {
  const answer = await send('roads', name, content)
  assert.deepEqual([answer.body.code, answer.status], [code, status], name)
  assert.equal(answer.body.field, 'file')
}

const placeOf = (content: Buffer) => {
  const hash = createHash('sha256').update(content).digest('hex')
  return join(world.app.parts.folder, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)
}

test('a picture is kept under its hash, for the server alone, and its uploader gets it back byte by byte', async () => {
  const picture = png(40, 30)
  const { status, body } = await send('roads', '路灯 现场.png', picture)
  assert.equal(status, 201)
  assert.deepEqual([body.name, body.type, body.size], ['路灯 现场.png', 'image/png', picture.length])
  assert.deepEqual(await readFile(placeOf(picture)), picture)
  assert.equal((await stat(placeOf(picture))).mode & 0o077, 0)
  const opened = await open('roads', body.id)
  assert.deepEqual(opened.rawPayload, picture)
  assert.equal(opened.headers['content-type'], 'image/png')
  assert.equal(opened.headers['x-content-type-options'], 'nosniff')
  assert.match(String(opened.headers['content-disposition']), /^attachment; filename\*=UTF-8''%E8%B7%AF/)
})

test('the same content sent twice lies on the disk once and has two ids that nobody could guess', async () => {
  const picture = png(41, 31)
  const ids = [await send('roads', 'a.png', picture), await send('water', 'b.png', picture)].map(a =>
    Number(a.body.id),
  )
  assert.notEqual(ids[0], ids[1])
  assert.ok(ids.every(id => Number.isSafeInteger(id) && id > 1e9))
  assert.equal((await readdir(join(placeOf(picture), '..'))).length, 1)
})

test('letters of Word, tables, texts in UTF-8 and in GB18030 are taken', async () => {
  const taken: [string, Buffer | string, string][] = [
    ['来信.docx', zip(LETTER), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['清单.csv', '小区,户数\n荷花里,120\n', 'text/csv; charset=utf-8'],
    ['旧表.csv', Buffer.from('d0a1c7f82cbba7cafd0a', 'hex'), 'text/csv; charset=gb18030'],
    ['照片.JPEG', jpeg(), 'image/jpeg'],
    ['文件.pdf', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'application/pdf'],
  ]
  for (const [name, content, type] of taken) {
    const { status, body } = await send('roads', name, content)
    assert.deepEqual([status, body.type], [201, type], name)
  }
})

test('a program named as a picture, a page named as a film and a picture named as a letter are found out', async () => {
  const program = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(600)])
  await isRefused('现场.jpg', program, 'file-lies', 415)
  await isRefused('记录.txt', program, 'file-lies', 415)
  await isRefused('录像.mp4', '<html><script>alert(1)</script></html>', 'file-lies', 415)
  await isRefused('来信.docx', png(5, 5), 'file-lies', 415)
  await isRefused(
    '来信.doc',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
    'file-lies',
    415,
  )
  await isRefused('照片.jpg', png(5, 5), 'file-lies', 415)
})

test('a picture that is an archive at its end is two files, and refused', async () => {
  await isRefused('现场.jpg', jpeg(zip([{ name: 'run.js', content: 'alert(1)' }])), 'file-lies', 415)
})

test('archives, programs, pages and names without an extension are not taken at all', async () => {
  for (const name of ['a.zip', 'a.exe', 'a.html', 'a.svg', 'a.docm', 'readme', 'a.constructor', '.jpg.'])
    await isRefused(name, zip(LETTER), 'file-type-not-allowed', 415)
})

test('a letter that would unfold to gigabytes is refused by what it declares, without being unfolded', async () => {
  const bombs: ZipPart[][] = [
    [...LETTER, { name: 'word/media/image1.bmp', content: 'x', declared: 3e9 }],
    [...LETTER, { name: 'word/media/image1.bmp', content: 'x'.repeat(1000), declared: 100e6 }],
    [...LETTER, { name: 'word/inner.zip', content: 'PK' }],
  ]
  for (const parts of bombs) await isRefused('来信.docx', zip(parts), 'file-bomb', 422)
  await isRefused('来信.docx', zip([...LETTER, { name: 'word/vbaProject.bin' }]), 'file-lies', 415)
})

test('a picture of a few bytes that claims 60 000 by 60 000 points is refused', async () => {
  await isRefused('大图.png', png(2, 2, { width: 60_000, height: 60_000 }), 'file-bomb', 422)
  await isRefused('大图.png', png(2, 2, { width: 10_000, height: 10_000 }), 'file-bomb', 422)
})

test('an empty file, a form without a file and 25 MB are each refused with the reason', async () => {
  const empty = await send('roads', 'a.txt', '')
  assert.deepEqual([empty.status, empty.body.code, empty.body.field], [422, 'invalid-input', 'file'])
  const none = await world.call('roads', 'POST', '/files', {
    body: '--x--\r\n',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  })
  assert.deepEqual([none.status, none.body.field], [400, 'file'])
  const json = await world.call('roads', 'POST', '/files', { body: {} })
  assert.equal(json.status, 415)
  await isRefused('大.txt', Buffer.alloc(25 * 1024 * 1024, 'a'), 'file-too-large', 413)
  assert.deepEqual(await readdir(join(world.app.parts.folder, 'files', 'incoming')), [])
})

test('what is not attached yet is its uploader’s alone; then it is for all who may see the appeal', async () => {
  const { body } = await send('agent', '现场.jpg', jpeg())
  for (const who of ['director', 'roads', 'west'] as const)
    assert.equal((await open(who, body.id)).statusCode, 404)
  await world.dispatched('roads', { fileIds: [body.id] })
  assert.equal((await open('roads', body.id)).statusCode, 200)
  assert.equal((await open('director', body.id)).statusCode, 200)
  assert.equal((await open('west', body.id)).statusCode, 404)
  assert.equal((await world.call(null, 'GET', `/files/${body.id}`)).status, 401)
})

test('where a picture was taken stays in the original and is shown to its uploader alone', async () => {
  const picture = jpeg()
  const { body } = await send('agent', '现场.jpg', picture)
  await world.dispatched('roads', { fileIds: [body.id] })
  const [own, others] = [(await open('agent', body.id)).rawPayload, (await open('roads', body.id)).rawPayload]
  assert.deepEqual(own, picture)
  assert.ok(tellsWhere(own))
  assert.ok(!tellsWhere(others))
  assert.equal(others.length, picture.length)
  const part = (await open('roads', body.id, { range: 'bytes=100-140' })).rawPayload
  assert.deepEqual(part, others.subarray(100, 141))
})

test('what a confidential reporter sent in is opened by whoever rewrites it for the others, not by the unit', async () => {
  const { body } = await send('agent', '现场.jpg', jpeg())
  await world.dispatched('roads', { fileIds: [body.id], confidential: true })
  assert.equal((await open('roads', body.id)).statusCode, 404)
  assert.equal((await open('dispatcher', body.id)).statusCode, 200)
})

test('a film is sent in ranges, and a range behind its end is refused', async () => {
  const { body } = await send('roads', 'a.txt', '0123456789')
  const cases: [string, number, string][] = [
    ['bytes=2-4', 206, '234'],
    ['bytes=7-', 206, '789'],
    ['bytes=-3', 206, '789'],
    ['bytes=0-99', 206, '0123456789'],
    ['bytes=10-12', 416, ''],
    ['bytes=1-2,4-5', 200, '0123456789'],
  ]
  for (const [range, status, text] of cases) {
    const answer = await open('roads', body.id, { range })
    assert.deepEqual([answer.statusCode, answer.body], [status, text], range)
  }
  const etag = String((await open('roads', body.id)).headers.etag)
  assert.equal((await open('roads', body.id, { 'if-none-match': etag })).statusCode, 304)
})

test('the public sends smaller files, without signing in, and not as often', async () => {
  const taken = await send(null, '现场.png', png(8, 8), '/public/files?tenant=town')
  assert.equal(taken.status, 201)
  const large = await send(null, '大.txt', Buffer.alloc(11 * 1024 * 1024, 'a'), '/public/files?tenant=town')
  assert.deepEqual([large.status, large.body.code], [413, 'file-too-large'])
  assert.equal(
    (await send(null, 'a.png', png(8, 8), '/public/files?tenant=nowhere')).body.code,
    'no-such-tenant',
  )
  const codes = []
  for (let i = 0; i < 62; i++)
    codes.push((await send(null, 'a.txt', `${i}`, '/public/files?tenant=town')).status)
  assert.equal(codes.at(-1), 429)
  assert.equal(codes[0], 201)
})

test('an upload forgotten for a day goes, with its bytes unless an appeal has the same ones', async () => {
  const [shared, alone] = [png(51, 51), png(52, 52)]
  const attached = await send('agent', 'a.png', shared)
  await world.received({ fileIds: [attached.body.id] })
  const forgotten = [await send('agent', 'b.png', shared), await send('agent', 'c.png', alone)]
  const sweep = () => removeForgottenFiles(world.app.parts).run(new AbortController().signal)
  await sweep()
  assert.equal((await open('agent', forgotten[1]!.body.id)).statusCode, 200)
  world.clock.pass(DAY + 1000)
  await sweep()
  for (const f of forgotten) assert.equal((await open('agent', f.body.id)).statusCode, 404)
  await assert.rejects(stat(placeOf(alone)), { code: 'ENOENT' })
  assert.equal((await open('director', attached.body.id)).statusCode, 200)
})

test('who is erased takes the files of the ticket along, a unit’s too; what another ticket has as well stays there', async () => {
  const [shared, alone, letter] = [png(61, 61), png(62, 62), png(63, 63)]
  const elsewhere = await send('agent', 'a.png', shared)
  await world.received({ fileIds: [elsewhere.body.id] })
  const fileIds = [await send('agent', 'b.png', shared), await send('agent', 'c.png', alone)].map(
    f => f.body.id,
  )
  const { number } = await world.dispatched('roads', { fileIds })
  const reply = await send('roads', '答复函.png', letter, '/files?purpose=reply')
  await world.call('roads', 'POST', `/appeals/${number}/assignments/1/sign`)
  const body = { note: '已到场', fileIds: [reply.body.id] }
  const progress = await world.call('roads', 'POST', `/appeals/${number}/assignments/1/progress`, { body })
  assert.equal(progress.status, 200, JSON.stringify(progress.body))
  await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  for (const id of [...fileIds, reply.body.id])
    for (const who of ['agent', 'roads', 'director'] as const)
      assert.equal((await open(who, id)).statusCode, 404)
  await removeForgottenFiles(world.app.parts).run(new AbortController().signal)
  for (const gone of [alone, letter]) await assert.rejects(stat(placeOf(gone)), { code: 'ENOENT' })
  assert.equal((await open('director', elsewhere.body.id)).statusCode, 200)
})
