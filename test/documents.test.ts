/** What is written about the product is true of it: the tour of the README runs, settings and words are all listed. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as vocabulary from '../src/domain/vocabulary.ts'
import { buildApp, partsOf } from '../src/server/app.ts'
import { prepareSample } from '../src/server/demo/first-start.ts'
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '../src/server/demo/sample-accounts.ts'
import { openKeys } from '../src/server/kernel/crypto/keys.ts'
import { openWords } from '../src/server/kernel/words.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8')
const READMES = ['README.md', 'README.zh-CN.md']

let db: TestDatabase
let folder: string
before(async () => {
  db = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'yidan-readme-'))
})
after(async () => {
  await db.drop()
  await rm(folder, { recursive: true, force: true })
})

const hasCurl = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
)

test('the five minutes of the README lead from a call to struck off', {
  skip: !hasCurl && 'left out: no curl on this machine',
}, async () => {
  const keys = await openKeys({ secret: Buffer.alloc(32, 7).toString('base64') })
  const shared = { db, keys, words: openWords(), folder }
  await prepareSample(db, ({ now }) => partsOf({ ...shared, now }), { months: 1, appeals: 5, seed: 'tour' })
  const app = await buildApp({ ...shared, jobs: false })
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  try {
    const { port } = app.http.server.address() as AddressInfo
    const [, tour] = /```sh tour\n([\s\S]*?)```/.exec(await read('README.md'))!
    const env = { ...process.env, YIDAN: `http://127.0.0.1:${port}` }
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', tour!], { env })
    assert.match(stdout, /"stage":"struckOff"/)
    assert.match(stdout, /已受理您的诉求\n已交示例市城市管理局办理\n[\s\S]*\n已办结\n$/)
    const { payload } = await app.http.inject('/')
    for (const { login } of SAMPLE_ACCOUNTS) assert.ok(payload.includes(`/enter/${login}"`), login)
  } finally {
    await app.close()
  }
})

test('both READMEs list every sample account, its password, every command, and every script', async () => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> }
  const commands = (await read('src/cli/main.ts')).matchAll(/^ {2}(\w+): async/gm)
  const words = [
    ...SAMPLE_ACCOUNTS.map(a => `\`${a.login}\``),
    SAMPLE_PASSWORD,
    ...[...commands].map(([, name]) => `\`${name}\``),
    ...Object.keys(scripts).map(name =>
      ['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`,
    ),
  ]
  for (const file of READMES) {
    const text = await read(file)
    assert.deepEqual(
      words.filter(word => !text.includes(word)),
      [],
      file,
    )
    assert.ok(text.split('\n').length <= 150, `${file} is short`)
  }
})

/** The names the code reads from the environment; YIDAN_S3_… is put together from parts there. */
async function settingsRead(): Promise<string[]> {
  const files = (await readdir(join(ROOT, 'src'), { recursive: true })).filter(
    f => f.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(f),
  )
  const texts = await Promise.all(files.map(f => read(join('src', f))))
  const names = texts.flatMap(text => text.match(/\b(?:YIDAN_[A-Z0-9_]*[A-Z0-9]|DATABASE_URL)\b/g) ?? [])
  const parts = ['BUCKET', 'REGION', 'KEY', 'SECRET'].map(part => `YIDAN_S3_${part}`)
  return [...new Set([...names, ...parts])].filter(n => n !== 'YIDAN_REAL_DATA').sort()
}

test('.env.example lists every setting the code reads, and no other', async () => {
  const listed = [...(await read('.env.example')).matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(
    ([, name]) => name!,
  )
  assert.deepEqual(listed.sort(), await settingsRead())
})

test('both READMEs know every setting', async () => {
  for (const file of READMES) {
    const text = await read(file)
    const missing = (await settingsRead()).filter(name => {
      const [head, tail] = /^(YIDAN_(?:OIDC|S3|SMS|SMTP|VOICE))(_.+)$/.exec(name)?.slice(1) ?? []
      return !text.includes(`\`${name}\``) && !(head && text.includes(head) && text.includes(`\`${tail}\``))
    })
    assert.deepEqual(missing, [], file)
  }
})

test('the glossary holds every word of the vocabulary', async () => {
  const glossary = await read('docs/glossary.md')
  const words = Object.values(vocabulary).flatMap(value => (Array.isArray(value) ? (value as string[]) : []))
  assert.ok(words.length > 100)
  assert.deepEqual(
    words.filter(word => !glossary.includes(`\`${word}\``)),
    [],
  )
})
