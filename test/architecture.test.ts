/** The house: which folder may import which, no cycles, every route with a permission, every job with a test. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(f => /\.tsx?$/.test(f) && !/\.(test|testing)\.tsx?$/.test(f))
  .map(f => `src/${f}`)

const STAGES = [
  'intake',
  'dispatch',
  'handling',
  'supervision',
  'visits',
  'occasions',
  'surveys',
  'quality',
] as const

/** Rooms from the ground up; a room may import only rooms below it. Rooms on one line are siblings. */
const FLOORS: readonly (readonly string[])[] = [
  ['domain'],
  ['contract'],
  ['server/kernel'],
  ['server/directory'],
  ['server/accounts'],
  ['server/documents', 'server/knowledge', 'server/messaging', 'server/files', 'server/webhooks'],
  ['server/record'],
  STAGES.map(s => `server/${s}`),
  ['server/assessment', 'server/insight', 'server/exchange', 'server/demo'],
  ['pages'],
  ['server'],
  ['server/backup'],
  ['cli'],
]

const roomOf = (file: string): string => {
  const path = file.replace(/^src\//, '')
  const rooms = FLOORS.flat().filter(room => path.startsWith(`${room}/`))
  return rooms.sort((a, b) => b.length - a.length)[0] ?? 'server'
}
const floorOf = (room: string): number => FLOORS.findIndex(rooms => rooms.includes(room))

const importsOf = (file: string): { to: string; typeOnly: boolean }[] => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[\s\S]*?from\s+)?['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)/g,
  )
  return [...found].map(([, type, from, dynamic]) => ({
    to: relative(ROOT, resolve(join(ROOT, dirname(file)), (from ?? dynamic)!)),
    typeOnly: type !== undefined,
  }))
}

/** The types of what every stage's routes are built from may be named anywhere in the server. */
const NAMED_ANYWHERE = new Set(['src/server/parts.ts'])

test('imports point one way: never upward, never to a sibling', () => {
  const wrong: string[] = []
  for (const file of sources)
    for (const { to, typeOnly } of importsOf(file)) {
      if (!to.startsWith('src/') || (typeOnly && NAMED_ANYWHERE.has(to))) continue
      const [from, into] = [roomOf(file), roomOf(to)]
      if (from !== into && floorOf(into) >= floorOf(from)) wrong.push(`${file} → ${to}`)
    }
  assert.deepEqual(wrong, [])
})

test('the web imports only the domain and the contract', () => {
  const wrong = sources
    .filter(f => f.startsWith('src/web/'))
    .flatMap(f =>
      importsOf(f)
        .filter(i => !/^src\/(web|domain|contract)\//.test(i.to))
        .map(i => `${f} → ${i.to}`),
    )
  assert.deepEqual(wrong, [])
})

test('the domain is pure: no Node, no database, no clock, no chance', () => {
  const wrong = sources
    .filter(f => f.startsWith('src/domain/'))
    .filter(f => {
      const text = readFileSync(join(ROOT, f), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      return /from ['"](node:|pg|kysely|fastify|react)|Date\.now\(|new Date\(\)|Math\.random\(|\bprocess\.(env|argv|cwd|hrtime|exit|nextTick|memoryUsage)/.test(
        text,
      )
    })
  assert.deepEqual(wrong, [])
})

test('no import goes in a circle', () => {
  const graph = new Map(
    sources.map(f => [
      f,
      importsOf(f)
        .filter(i => !i.typeOnly)
        .map(i => i.to),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const walk = (file: string, path: string[]): void => {
    if (state.get(file) === 'open') circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (state.has(file)) return
    state.set(file, 'open')
    for (const to of graph.get(file) ?? []) walk(to, [...path, file])
    state.set(file, 'done')
  }
  for (const file of sources) walk(file, [])
  assert.deepEqual(circles, [])
})

test('a change to a ticket goes through the one door: nobody else writes its tables', () => {
  const tables = 'appeal|assignment|clock|approval|visit|review|event|reach'
  const writes = new RegExp(
    `\\b(INSERT INTO|UPDATE|DELETE FROM)\\s+"?(${tables})"?\\b|\\b(insertInto|updateTable|deleteFrom)\\(\\s*['"](${tables})['"]`,
    'i',
  )
  const wrong = sources
    .filter(f => !f.startsWith('src/server/record/') && !f.startsWith('src/server/backup/'))
    .filter(f => writes.test(readFileSync(join(ROOT, f), 'utf8')))
  assert.deepEqual(wrong, [])
})
