/**
 * Import: appeals a second in phases, to show whether it stays flat, and a plain COPY of the same rows into bare
 * tables without indexes beside it.
 *
 *   DATABASE_URL=postgres://postgres@127.0.0.1/bench_import node bench/import.ts [--rows 200000] [--phase 50000] [--threads 2]
 *
 * The database must be empty: the sample city is loaded into it. Every appeal has three events (imported, dispatched,
 * signed), two clocks with the source's due time, and about 300 characters of text with a vocabulary like that of real
 * messages, redacted and indexed.
 */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { loadCity } from '../src/server/directory/city.ts'
import { importFile } from '../src/server/exchange/import-file.ts'
import { loadersInThreads } from '../src/server/exchange/loaders.ts'
import { readMapping } from '../src/server/exchange/mapping.ts'
import { openKeys } from '../src/server/kernel/crypto/keys.ts'
import { type Database, openDatabase } from '../src/server/kernel/database.ts'
import { migrate } from '../src/server/kernel/migrate.ts'
import { WORDS_FOLDER, wordList } from '../src/server/kernel/words-lists.ts'

const MAPPING = `
platform: bench
format: jsonl
limits: source
unknownUnit: reject
fields:
  externalId: id
  channel: { constant: import }
  title: title
  content: text
  receivedAt: at
  dueAt: due
  unit: unit
  category: category
  address: place
  outcome: { constant: handling }
`

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    phase: { type: 'string', default: '50000' },
    threads: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
  },
})
const [rows, phase, threads] = [values.rows, values.phase, values.threads].map(Number) as [
  number,
  number,
  number,
]
const connectionString = process.env.DATABASE_URL
if (!connectionString) throw new Error('DATABASE_URL names an empty database for this measurement')

/** A small generator of its own: the same text in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

const DAY = 86_400_000
const START = Date.UTC(2024, 0, 1)
const UNITS = [
  'chengguan',
  'jiaotong',
  'zhujian',
  'water',
  'power',
  'weijian',
  'east',
  'west',
  'new',
  'renshe',
]
const PHRASES =
  '我是这里的居民 多次反映没有人处理 希望有关部门尽快解决 严重影响了大家的生活 请给一个明确的答复 已经持续了很久 晚上无法休息 老人和孩子出行不便 谢谢'.split(
    ' ',
  )

/** Words by rank as language has them: a few all the time, most hardly ever; names of places made of signs. */
function writer(random: () => number, vocabulary: readonly string[]) {
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? vocabulary[0]!
  const sign = () => String.fromCharCode(0x4e00 + Math.floor(random() * 3000))
  const place = () => `${sign()}${sign()}${random() < 0.5 ? '路' : '小区'}${Math.floor(random() * 300)}号`
  const text = (length: number): string => {
    let text = ''
    while (text.length < length) {
      const turn = random()
      text += turn < 0.12 ? place() : turn < 0.3 ? PHRASES[Math.floor(random() * PHRASES.length)] : word()
      if (random() < 0.15) text += '，'
    }
    return text
  }
  return { text, place }
}

async function write(path: string, from: number, count: number): Promise<void> {
  const random = chance(from + 1)
  const vocabulary = wordList(WORDS_FOLDER, 'dictionary.txt').concat(await commonWords())
  const { text, place } = writer(random, vocabulary)
  const file = createWriteStream(path)
  for (let i = from; i < from + count; i++) {
    const at = START + Math.floor(random() * 700) * DAY + Math.floor(random() * DAY)
    const row = {
      id: `b${i}`,
      title: text(14),
      text: text(286),
      at: new Date(at).toISOString(),
      due: new Date(at + 5 * DAY).toISOString(),
      unit: UNITS[Math.floor(random() * UNITS.length)],
      category: '0201',
      place: place(),
    }
    if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}

let common: string[] | undefined
/** 20 000 frequent words of two to four signs of the general dictionary. */
async function commonWords(): Promise<string[]> {
  if (common) return common
  const { dict } = await import('@node-rs/jieba/dict.js')
  const entries = Buffer.from(dict)
    .toString('utf8')
    .split('\n')
    .map(line => line.split(' '))
  common = entries
    .filter(([word = '']) => /^\p{Script=Han}{2,4}$/u.test(word))
    .sort((a, b) => Number(b[1]) - Number(a[1]))
    .slice(0, 20_000)
    .map(([word]) => word!)
  return common
}

const TABLES = ['appeal', 'assignment', 'clock', 'event', 'reach', 'contact', 'appeal_search']

/** The same rows, copied by PostgreSQL alone into tables without indexes: rows already made, nothing to find them by. */
async function plainCopy(db: Database): Promise<number> {
  let ms = 0
  for (const table of TABLES) {
    await db.pool.query(`CREATE TABLE bare_${table} AS SELECT * FROM ${table} WHERE false`)
    const [out, into] = await Promise.all([db.pool.connect(), db.pool.connect()])
    const buffered: Buffer[] = []
    for await (const chunk of out.query(
      copyTo(`COPY (SELECT * FROM ${table} LIMIT ${table === 'event' ? 3 * phase : 2 * phase}) TO STDOUT`),
    ))
      buffered.push(chunk as Buffer)
    const began = performance.now()
    const source = new PassThrough()
    const copied = pipeline(source, into.query(copyFrom(`COPY bare_${table} FROM STDIN`)))
    for (const chunk of buffered) if (!source.write(chunk)) await once(source, 'drain')
    source.end()
    await copied
    ms += performance.now() - began
    out.release()
    into.release()
    await db.pool.query(`DROP TABLE bare_${table}`)
  }
  return ms / 1000
}

const folder = await mkdtemp(join(tmpdir(), 'yidan-bench-'))
const db = openDatabase({ connectionString, max: 6 })
try {
  await migrate(db)
  const { tenantId, problems } = await loadCity(
    db,
    new URL('../config/sample-city', import.meta.url).pathname,
  )
  if (tenantId === null) throw new Error(JSON.stringify(problems))
  const { mapping } = readMapping('bench.yaml', MAPPING)
  const keys = { secret: Buffer.alloc(32, 7).toString('base64') }
  const figures: object[] = []
  for (let from = 0; from < rows; from += phase) {
    const path = join(folder, `${from}.jsonl`)
    await write(path, from, Math.min(phase, rows - from))
    const asked = { path, mapping: mapping!, tenantId, rejects: join(folder, 'rejects.jsonl') }
    const cpu = process.cpuUsage()
    const parts = { db, keys: await openKeys(keys) }
    const done = await importFile(parts, loadersInThreads({ connectionString }, keys, threads), asked)
    const { user, system } = process.cpuUsage(cpu)
    if (!done || done.created !== done.read) throw new Error(JSON.stringify(done))
    const figure = {
      rows: `${from}–${from + done.read}`,
      perSecond: Math.round(done.read / done.seconds),
      seconds: done.seconds,
      ownCpuMicrosPerAppeal: Math.round((user + system) / done.read),
      load: loadavg()[0],
    }
    console.error(JSON.stringify(figure))
    figures.push(figure)
    await rm(path)
  }
  const { rows: sizes } = await db.pool.query(
    `SELECT avg(length(words))::float8 AS tokens, pg_size_pretty(pg_database_size(current_database())) AS size FROM (SELECT words FROM appeal_search LIMIT 2000) s`,
  )
  const seconds = await plainCopy(db)
  const reference = {
    what: 'plain COPY into bare tables, one connection',
    perSecond: Math.round(Math.min(phase, rows) / seconds),
  }
  console.log(JSON.stringify({ threads, figures, ...sizes[0], reference }, null, 2))
} finally {
  await db.close()
  await rm(folder, { recursive: true, force: true })
}
