/** Official documents over the wire: issued without a gap, the same file for ever, verified by anybody, read by those it is for. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { canonicalJson } from '../../domain/documents/canonical.ts'
import { type SheetFacts, sheetData } from '../../domain/documents/sheet-data.ts'
import { SHEET_KINDS } from '../../domain/vocabulary.ts'
import { openDatabase } from '../kernel/database.ts'
import { openDocuments } from './open.ts'
import { insertDocument } from './rows.ts'
import { sampleOf } from './samples.ts'
import { bundleOf } from './templates.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const NOTICE = {
  kind: 'notice',
  title: '关于做好节日期间诉求办理的通知',
  text: '各单位：\n一、加强值守\n带班领导要在岗带班。\n| 日期 | 值班 |\n| 10月1日 | 张某 |',
  mainTo: ['东城区', '市政工程处'],
  cc: ['市委办公室'],
}
const issue = (body: object = {}, who: PersonName = 'director', headers: Record<string, string> = {}) =>
  world.call(who, 'POST', '/documents', { body: { ...NOTICE, ...body }, headers })

async function issued(body: object = {}) {
  const answer = await issue(body)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as { id: number; number: string }
}

/** The bytes of a file, asked for as somebody. */
async function file(id: number, format: 'pdf' | 'docx', who: PersonName = 'director') {
  const { statusCode, rawPayload, headers } = await world.app.http.inject({
    url: `/api/v1/documents/${id}/${format}`,
    headers: { authorization: `Bearer ${world.token(who)}` },
  })
  return { status: statusCode, bytes: rawPayload, headers }
}
const shown = async (id: number, who: PersonName = 'director') =>
  (await world.call(who, 'GET', `/documents/${id}`)).body

test('fifty papers issued at once from two pools, some of which fail, are numbered without a gap or a double', async () => {
  const other = openDatabase({ connectionString: world.db.pool.options.connectionString!, max: 8 })
  const parts = world.app.parts
  const second = openDocuments({ ...parts, db: other, fontFolder: undefined })
  const actor = {
    kind: 'system',
    tenantId: world.tenantId,
    personId: null,
    name: '',
    unitId: null,
    grants: [],
  } as const
  const draft = { ...(await draftOf()), kind: 'letter' as const }
  await world.db.pool.query(
    `CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
     CREATE TRIGGER fails BEFORE INSERT ON document FOR EACH ROW WHEN (NEW.title LIKE '%失败%') EXECUTE FUNCTION fails()`,
  )
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      (i % 2 ? second : parts.documents).issue(actor, {
        draft: { ...draft, title: i % 5 === 3 ? `失败的函${i}` : `函${i}` },
        recipients: [],
      }),
    ),
  )
  await other.close()
  // On a machine that is full some wait too long for a connection: they fail as the others do.
  const numbered = results.flatMap(r =>
    r.status === 'fulfilled' && 'number' in r.value ? [r.value.number] : [],
  )
  assert.ok(numbered.length >= 10 && numbered.length <= 40, String(numbered.length))
  const { rows } = await world.db.pool.query<{ no: number; title: string }>(
    "SELECT no, title FROM document WHERE kind = 'letter' ORDER BY no",
  )
  assert.ok(rows.every(r => !r.title.includes('失败')))
  assert.deepEqual(
    rows.map(r => r.no),
    Array.from({ length: numbered.length }, (_, i) => i + 1),
  )
  assert.equal(new Set(numbered).size, numbered.length)
})

async function draftOf() {
  const { draftFrom } = await import('./drafts.ts')
  return draftFrom(NOTICE as never)
}

test('[LL-27] a paper is issued with the next number of the year, and a new year counts anew', async () => {
  const first = await issued({ kind: 'report', title: '关于路灯问题办理情况的报告', signer: '李某某' })
  assert.match(first.number, /^诉发〔2026〕\d+号$/)
  world.clock.set('2027-01-04T09:00:00+08:00')
  assert.equal((await issued()).number, '诉发〔2027〕1号')
  world.clock.set('2026-09-28T09:00:00+08:00')
  assert.equal(
    Number(/(\d+)号/.exec((await issued()).number)![1]),
    Number(/(\d+)号/.exec(first.number)![1]) + 1,
  )
})

test('a call made twice with one key issues one paper', async () => {
  const headers = { 'idempotency-key': 'notice-1' }
  const [a, b] = [await issue({}, 'director', headers), await issue({}, 'director', headers)]
  assert.deepEqual(b.body, a.body)
})

test('the PDF is the same bytes when it is made again: after a restart, and after the shipped template changed', async () => {
  const { id } = await issued({ title: '关于字节不变的通知' })
  const first = await file(id, 'pdf')
  assert.equal(first.status, 200)
  assert.equal(first.bytes.subarray(0, 5).toString(), '%PDF-')
  assert.match(String(first.headers['content-type']), /application\/pdf/)
  const word = await file(id, 'docx')
  // As years later on another machine: nothing is kept, the template that is shipped is another.
  await world.db.pool.query('DELETE FROM document_file')
  const { bundleFrom, sourceOf } = await import('./templates.ts')
  const { rows } = await world.db.pool.query(
    'SELECT source FROM document_template t JOIN document d ON d.template_hash = t.hash WHERE d.id = $1',
    [id],
  )
  assert.deepEqual(bundleFrom(rows[0].source).hash, bundleOf('notice', null).hash)
  assert.notDeepEqual(bundleOf('notice', '#let x = 1').hash, bundleOf('notice', null).hash)
  assert.ok(sourceOf(bundleOf('notice', null)).length > 1000)
  const fresh = openDocuments({ ...world.app.parts, fontFolder: undefined })
  try {
    assert.deepEqual((await fresh.render(world.tenantId, id, 'pdf')).bytes, first.bytes)
    assert.deepEqual((await fresh.render(world.tenantId, id, 'docx')).bytes, word.bytes)
  } finally {
    fresh.close()
  }
})

test('what was issued is printed by the template of that day, though the city has another now', async () => {
  const own = '#import "lib.typ": *\n#set page(width: 100mm, height: 100mm)\n甲 #data.title'
  await save(s => withKind(s, 'circular', { template: own }))
  const old = await issued({ kind: 'circular', title: '旧模板' })
  await save(s => withKind(s, 'circular', { template: own.replace('甲', '乙') }))
  const small = (await file(old.id, 'pdf')).bytes
  const { rows } = await world.db.pool.query(
    'SELECT source FROM document_template t JOIN document d ON d.template_hash = t.hash WHERE d.id = $1',
    [old.id],
  )
  assert.match(rows[0].source, /甲/)
  assert.ok(small.length > 1000)
  await save(s => withKind(s, 'circular', { template: null }))
})

test('[LL-24] each of the seven sheets is frozen with number, end note and code, and printed', async () => {
  const { documents } = world.app.parts
  const settings = await documents.settings(world.tenantId)
  const prepare = await documents.preparer(world.tenantId)
  for (const [no, kind] of SHEET_KINDS.entries()) {
    const prepared = prepare(sampleOf(settings, kind))
    const row = {
      series: settings.kinds[kind].series,
      year: 2026,
      no: no + 500,
      unitId: world.unit.city,
      recipients: [world.unit.roads],
    }
    const id = await world.db.kysely.transaction().execute(tx =>
      insertDocument(tx, prepared, {
        ...row,
        tenantId: world.tenantId,
        at: world.clock.now(),
        personId: null,
      }),
    )
    assert.match(String(prepared.data.endNote), /^附注：/)
    assert.equal((await documents.render(world.tenantId, id, 'pdf')).bytes.subarray(0, 5).toString(), '%PDF-')
    assert.equal((await shown(id, 'roads')).number, prepared.data.number)
  }
})

test('a hundred sheets share one template row and each has a token nobody can guess', async () => {
  const prepare = await world.app.parts.documents.preparer(world.tenantId)
  const settings = await world.app.parts.documents.settings(world.tenantId)
  const all = Array.from({ length: 100 }, () => prepare(sampleOf(settings, 'greenUrge')))
  assert.equal(new Set(all.map(p => p.token)).size, 100)
  assert.equal(new Set(all.map(p => p.templateHash.toString('hex'))).size, 1)
  assert.ok(all.every(p => /^[\w-]{24}$/.test(p.token)))
})

/** The parts of a .docx by name. */
function unzipped(zip: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const size = zip.readUInt32LE(at + 18)
    const name = zip.toString('utf8', at + 30, at + 30 + zip.readUInt16LE(at + 26))
    const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
    found.set(name, inflateRawSync(zip.subarray(start, start + size)).toString())
    at = start + size
  }
  return found
}

test('the Word file names the official fonts in real styles, on the grid of 22 lines, with tables and page numbers', async () => {
  const { id } = await issued({ signer: '李某某', attachments: ['值班表'] })
  const parts = unzipped((await file(id, 'docx')).bytes)
  const [text, styles] = [parts.get('word/document.xml')!, parts.get('word/styles.xml')!]
  for (const font of ['仿宋_GB2312', '楷体_GB2312', '黑体', '方正小标宋简体'])
    assert.ok(styles.includes(font), font)
  for (const style of ['公文标题', '主送机关', '发文字号', '版记', '附件说明'])
    assert.ok(styles.includes(`"${style}"`), style)
  for (const words of [
    NOTICE.title,
    '东城区、市政工程处：',
    '签发人：',
    '一、加强值守',
    '附件：值班表',
    '市委办公室',
  ])
    assert.ok(text.includes(words), words)
  assert.match(text, /<w:docGrid [^>]*w:type="linesAndChars"/)
  assert.match(text, /w:pgMar [^>]*w:top="2098"[^>]*/)
  assert.match(text, /<w:tblHeader/)
  assert.match(text, /w:pStyle w:val="Heading1"/)
  const footers = [...parts].filter(([name]) => /footer\d+\.xml$/.test(name))
  assert.ok(footers.every(([, xml]) => /PAGE/.test(xml)) && footers.length === 2)
})

test('the code leads to a page that says number, day and hash, which is the hash of the frozen data, and nothing else', async () => {
  const { id, number } = await issued({ title: '关于某件不公开的事的通知' })
  const document = await shown(id)
  const frozen = createHash('sha256').update(canonicalJson(document.data)).digest('hex')
  assert.equal(document.hash, frozen)
  const path = new URL(document.verifyAt as string).pathname
  const page = await world.app.http.inject({ url: path })
  assert.equal(page.statusCode, 200)
  assert.ok(page.payload.includes(number) && page.payload.includes('2026-09-28'))
  for (const part of frozen.match(/.{16}/g)!) assert.ok(page.payload.includes(part))
  for (const secret of ['不公开', '东城区', '市委办公室', '值守'])
    assert.ok(!page.payload.includes(secret), secret)
  const english = await world.app.http.inject({ url: `${path}?lang=en` })
  assert.match(english.payload, /This document exists/)
})

test('a token that nothing has gets the same page whatever it looks like, and not without end', async () => {
  const ask = (token: string) => world.app.http.inject({ url: `/v/${token}`, remoteAddress: '203.0.113.9' })
  const [a, b] = [await ask('A'.repeat(24)), await ask('%27%20OR%201=1--')]
  assert.deepEqual([a.statusCode, b.statusCode], [404, 404])
  const neutral = (text: string) => text.replace(/\/v\/[^"?]*/g, '')
  assert.equal(neutral(a.payload), neutral(b.payload))
  for (let i = 0; i < 120; i++) await ask('B'.repeat(24))
  assert.equal((await ask('C'.repeat(24))).statusCode, 429)
})

test('a unit reads what is addressed to it or to a unit below, and hears of nothing else', async () => {
  const { id, number } = await issued({ recipients: [world.unit.roads], title: '致市政工程处' })
  const statusFor = async (who: PersonName) => (await world.call(who, 'GET', `/documents/${id}`)).status
  assert.deepEqual(
    await Promise.all((['roads', 'roadsHandler', 'dispatcher', 'east', 'agent'] as const).map(statusFor)),
    [200, 200, 200, 404, 403],
  )
  const listed = async (who: PersonName) =>
    ((await world.call(who, 'GET', '/documents?q=致市政')).body.documents as { number: string }[]).map(
      d => d.number,
    )
  assert.deepEqual(await listed('roads'), [number])
  assert.deepEqual(await listed('east'), [])
  assert.equal((await file(id, 'pdf', 'east')).status, 404)
})

test('the archive goes on page by page, latest first, by kind', async () => {
  const page = (after = '') =>
    world.call('director', 'GET', `/documents?kind=papers&limit=7${after && `&after=${after}`}`)
  const seen: number[] = []
  let next: string | null = ''
  while (next !== null) {
    const { body } = await page(next)
    seen.push(...(body.documents as { id: number }[]).map(d => d.id))
    next = body.next as string | null
  }
  const { rows } = await world.db.pool.query(
    `SELECT id FROM document WHERE kind = ANY('{notice,circular,bulletin,report,minutes,letter}') ORDER BY issued_at DESC, id DESC`,
  )
  assert.deepEqual(
    seen,
    rows.map(r => Number(r.id)),
  )
})

test('another city finds neither paper nor seal by its id', async () => {
  const { id } = await issued()
  await assert.rejects(world.app.parts.documents.render(world.tenantId + 1, id, 'pdf'), /not-found/)
})

test('a rare character prints, and one that no font has is named instead of left out', async () => {
  const { id } = await issued({ title: '关于张䶮、李𬭎反映事项的通知' })
  assert.equal((await file(id, 'pdf')).status, 200)
  const answer = await issue({ text: '来信写道：😡' })
  assert.deepEqual([answer.status, answer.body.code], [422, 'character-without-font'])
  assert.deepEqual((answer.body.facts as { characters: string[] }).characters, ['😡'])
})

test('a citizen’s pictures of faces don’t keep a sheet from being printed; a leader’s words stay as they are', async () => {
  const settings = await world.app.parts.documents.settings(world.tenantId)
  const facts = { ...sampleFacts(), subject: { number: '1', title: '路灯😡', summary: '快修🙏！' } }
  const data = sheetData(settings, facts)
  const prepared = await world.app.parts.documents.prepare(world.tenantId, data)
  assert.deepEqual(prepared.missing, [])
  assert.ok(JSON.stringify(prepared.data).includes('快修！'))
})

const sampleFacts = (): SheetFacts => ({
  kind: 'taskNotice',
  number: '诉任〔2026〕1号',
  issuedOn: '2026-09-28',
  subject: { number: '1', title: '路灯', summary: '不亮' },
  source: null,
  leadUnits: ['市政工程处'],
  assistUnits: [],
  cc: [],
  asked: '请修复。',
  dueText: '2026年10月13日18时',
  limits: [],
  chain: [],
  instruction: null,
  defects: [],
  urgency: null,
  seal: false,
})

// Settings
type Settings = Record<string, unknown> & { kinds: Record<string, Record<string, unknown>> }
const read = async () =>
  (await world.call('admin', 'GET', '/documents/settings')).body as { version: number; settings: Settings }
const withKind = (s: Settings, kind: string, more: object): Settings => ({
  ...s,
  kinds: { ...s.kinds, [kind]: { ...s.kinds[kind], ...more } },
})
async function trySave(change: (s: Settings) => Settings, who: PersonName = 'admin') {
  const { version, settings } = await read()
  return world.call(who, 'PUT', '/documents/settings', { body: { version, settings: change(settings) } })
}
async function save(change: (s: Settings) => Settings) {
  const answer = await trySave(change)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

test('a city’s own template is tried on the sample before it is taken, and a mistake is named by its line', async () => {
  const template = '#import "lib.typ": *\n\n#let x = nothing-like-it\n#red-head-paper()'
  const answer = await trySave(s => withKind(s, 'notice', { template }))
  assert.equal(answer.status, 422)
  assert.equal(answer.body.code, 'template-wrong')
  const { problems } = answer.body.facts as { problems: { line: number; message: string }[] }
  assert.equal(problems[0]!.line, 3)
  assert.match(problems[0]!.message, /unknown variable/)
})

test('a template reads no file, fetches no package and does not run for ever', async () => {
  const reasons: [string, RegExp][] = [
    ['#read("/etc/passwd")', /not found/],
    ['#read("../../../../etc/passwd")', /access denied|outside/],
    ['#image("/proc/self/environ")', /not found/],
    ['#import ("@pre" + "view/cetz:0.3.0"): canvas', /package/],
    ['#for a in range(100000) { for b in range(100000) { } }', /longer than/],
    ['#let a = range(600000000)', /memory|longer than/],
    ['#for i in range(900) [#pagebreak()]', /pages/],
  ]
  const documents = openDocuments({ ...world.app.parts, fontFolder: undefined, longest: 4000 })
  const settings = await documents.settings(world.tenantId)
  for (const [template, reason] of reasons) {
    const own = { ...settings, kinds: { ...settings.kinds, letter: { ...settings.kinds.letter, template } } }
    const data = sampleOf(own, 'letter')
    await assert.rejects(documents.preview(world.tenantId, data, 'pdf', own), error => {
      const { facts } = (error as { refusal: { facts: { problems: { message: string }[] } } }).refusal
      assert.match(facts.problems[0]!.message, reason, template)
      return true
    })
  }
  // The next paper is made as if nothing had been.
  assert.ok((await documents.preview(world.tenantId, sampleOf(settings, 'letter'), 'pdf')).length > 1000)
  documents.close()
})

test('settings that would give two papers one number, or an end note with a field no sheet has, are refused with their place', async () => {
  const twice = await trySave(s => ({
    ...s,
    series: { ...(s.series as object), letter: { name: '函', pattern: '诉发〔{year}〕{no}号' } },
  }))
  assert.deepEqual(
    [twice.status, twice.body.code, twice.body.field],
    [422, 'settings-wrong', 'settings.series.letter.pattern'],
  )
  const strange = await trySave(s => withKind(s, 'redSupervise', { endNote: '至{{dew}}止' }))
  assert.equal(strange.body.field, 'settings.kinds.redSupervise.endNote')
})

test('two who save at once: one is told', async () => {
  const { version, settings } = await read()
  const body = (printer: string) => ({ body: { version, settings: { ...settings, printer } } })
  const both = await Promise.all(
    ['甲', '乙'].map(p => world.call('admin', 'PUT', '/documents/settings', body(p))),
  )
  assert.deepEqual(both.map(a => a.status).sort(), [200, 409])
})

const { createCanvas } = await import('@napi-rs/canvas')
function sealPng(): string {
  const canvas = createCanvas(300, 300)
  const pen = canvas.getContext('2d')
  pen.strokeStyle = '#e60012'
  pen.lineWidth = 10
  pen.arc(150, 150, 140, 0, 7)
  pen.stroke()
  return canvas.toBuffer('image/png').toString('base64')
}

test('the seal is the director’s: uploaded, put on paper, and never by anybody else', async () => {
  const upload = (who: PersonName, png = sealPng()) =>
    world.call(who, 'POST', '/documents/seals', { body: { name: '公章', png } })
  assert.equal((await issue({ seal: true })).body.code, 'no-seal')
  assert.equal((await upload('admin')).status, 403)
  assert.equal(
    (await upload('director', Buffer.from('no picture').toString('base64'))).body.code,
    'not-a-seal',
  )
  assert.equal((await upload('director')).status, 201)
  assert.equal((await issue({ seal: true }, 'dispatcher')).status, 403)
  const { id } = await issued({ seal: true })
  const pdf = (await file(id, 'pdf')).bytes
  assert.match(
    pdf.toString('latin1'),
    /\/Subtype ?\/Image[\s\S]*\/Width 300|\/Width 300[\s\S]*\/Subtype ?\/Image/,
  )
  assert.ok(
    unzipped((await file(id, 'docx')).bytes)
      .get('word/document.xml')!
      .includes('印章'),
  )
  const byAdmin = await trySave(s => withKind(s, 'redSupervise', { seal: true }))
  assert.deepEqual([byAdmin.status, byAdmin.body.field], [403, 'settings.kinds.redSupervise.seal'])
})

test('a preview shows every kind with settings that are not saved', async () => {
  const { settings } = await read()
  const changed = withKind(settings, 'letter', { head: '改过的机关' })
  const answer = await world.call('admin', 'POST', '/documents/settings/preview', {
    body: { kind: 'letter', settings: changed },
  })
  assert.equal(answer.status, 200)
  assert.match(String(answer.body.text), /^<svg/)
  // A white ground of one page would lie over the pages before it.
  assert.doesNotMatch(String(answer.body.text), /fill="#ffffff"/)
})
