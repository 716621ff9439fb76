/**
 * Paper: sheets a second as PDF, and a hundred sheets from facts to the last file, with Typst alone on the same template
 * and data beside it in the same run.
 *
 *   node bench/documents.ts [--sheets 300]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type SheetFacts, sheetData } from '../src/domain/documents/sheet-data.ts'
import { readDocuments } from '../src/server/directory/documents-file.ts'
import { openCompiler } from '../src/server/documents/compiler.ts'
import { openFontShelf } from '../src/server/documents/fonts.ts'
import { prepareWith } from '../src/server/documents/prepare.ts'
import { jobOf, pressed } from '../src/server/documents/press.ts'
import { bundleOf } from '../src/server/documents/templates.ts'
import { chanceFrom } from './random.ts'
import { print } from './report.ts'

const { values } = parseArgs({ options: { sheets: { type: 'string', default: '300' } } })
const count = Number(values.sheets)
const file = new URL('../config/sample-city/documents.yaml', import.meta.url)
const settings = (await readDocuments(await readFile(file, 'utf8'))).settings!
const shelf = await openFontShelf(undefined)
const bundle = bundleOf('yellowUrge', null)

const SIGNS = [
  ...'路灯井盖停水噪声垃圾车位电梯暖气物业公交学校医院菜场河道工地油烟夜间施工居民老人学生出行不便希望尽快修复处理解决反映情况多次联系街道社区单位部门小区广场',
]
const chance = chanceFrom(9704)
const text = (length: number) => Array.from({ length }, () => chance.pick(SIGNS)).join('')

/** Every sheet has texts of its own. */
const factsOf = (no: number): SheetFacts => ({
  kind: 'yellowUrge',
  number: `示黄〔2026〕${no}号`,
  issuedOn: '2026-09-28',
  subject: { number: `990100202609280100${String(no).padStart(5, '0')}`, title: text(18), summary: text(90) },
  source: `省政务服务热线 SD${no}`,
  leadUnits: ['示例市城市管理局'],
  assistUnits: ['范例街道'],
  cc: ['示例市人民政府督查室'],
  asked: text(30),
  dueText: '2026年10月13日18时',
  limits: [{ label: '签收时限', value: '2026年9月29日12时' }],
  chain: [{ kind: 'greenUrge', number: `示绿〔2026〕${no}号`, issuedOn: '2026-09-25' }],
  instruction: null,
  defects: [],
  urgency: null,
  seal: false,
})
const jobs = (from: number, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    data: prepareWith(shelf, settings, sheetData(settings, factsOf(from + i))).data,
    bundle,
    seal: null,
    format: 'pdf' as const,
  }))

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Typst in this process, one after the other, without hashes, queue or process between. */
async function bare(n: number): Promise<{ seconds: number; cpu: number }> {
  const root = await mkdtemp(join(tmpdir(), 'yidan-bench-'))
  const blobs = await Promise.all(shelf.files.map(f => readFile(f)))
  const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: blobs }] })
  compiler.addSource(join(root, 'lib.typ'), bundle.lib)
  compiler.addSource(join(root, 'template.typ'), bundle.template)
  const make = (job: ReturnType<typeof jobOf>) => {
    const { result } = compiler.compile({ mainFilePath: join(root, 'template.typ'), inputs: job.inputs })
    compiler.pdf(result!, { pdfStandard: 'a-2b', pdfTags: false, creationTimestamp: job.timestamp })
  }
  const all = jobs(100_000, n + 10).map(jobOf)
  for (const job of all.splice(0, 10)) make(job)
  const before = process.cpuUsage()
  const seconds = await timed(async () => all.forEach(make))
  const { user, system } = process.cpuUsage(before)
  await rm(root, { recursive: true })
  return { seconds, cpu: (user + system) / 1e6 }
}

const compiler = openCompiler({ fontFiles: shelf.files, longest: 60_000 })
const press = (all: ReturnType<typeof jobs>) => Promise.all(all.map(job => pressed(compiler, job)))
await press(jobs(0, 40))
const warm = jobs(1000, count)
const seconds = await timed(() => press(warm))
const hundred = await timed(async () => press(jobs(50_000, 100)))
compiler.close()
const reference = await bare(count)
const rate = count / seconds
const load = loadavg()[0]!.toFixed(1)
process.stdout.write(`${availableParallelism()} cores, load average ${load}\n`)
print('documents', {
  lines: [
    { what: 'sheets as PDF', 'a second': Math.round(rate) },
    { what: 'reference: Typst alone, one thread', 'a second': Math.round(count / reference.seconds) },
    { what: 'the same by its processor time', 'a second': Math.round(count / reference.cpu) },
  ],
  goals: [
    { goal: '≥ 150 sheets a second', met: rate >= 150, found: `${Math.round(rate)} a second` },
    { goal: 'a hundred sheets ≤ 3 s to the last file', met: hundred <= 3, found: `${hundred.toFixed(1)} s` },
  ],
})
