/** A process of its own that turns templates and data into paper: without the network, without files, without secrets. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import type { CompileJob, CompileOutcome, TemplateProblem } from './compile-job.ts'

/** After so many compilations what wasn't used in the last of them is forgotten. */
const FORGET_EVERY = 20
/** Bundles and seals kept at hand. */
const MOST_KNOWN = 60

// An empty folder: whatever a template reads is looked for in it.
const root = mkdtempSync(join(tmpdir(), 'yidan-typst-'))
process.on('exit', () => rmSync(root, { recursive: true, force: true }))

const fontFiles = JSON.parse(process.argv[2]!) as string[]
const compiler = NodeCompiler.create({
  workspace: root,
  fontArgs: [{ fontBlobs: fontFiles.map(file => readFileSync(file)) }],
})

const known = new Set<string>()
let done = 0

process.on('message', (job: CompileJob) => {
  let outcome: CompileOutcome
  try {
    outcome = compile(job)
  } catch (error) {
    outcome = { problems: [{ line: null, message: messageOf(error) }] }
  }
  process.send!(outcome)
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')

function compile(job: CompileJob): CompileOutcome {
  const main = placed(job)
  const compiled = compiler.compile({ mainFilePath: main, inputs: job.inputs })
  const diagnostics = compiled.takeDiagnostics()
  const document = compiled.result
  if (++done % FORGET_EVERY === 0) compiler.evictCache(FORGET_EVERY)
  if (!document) return { problems: diagnostics ? problemsIn(diagnostics, main) : [] }
  const pages = document.numOfPages
  if (pages > job.mostPages)
    return { problems: [{ line: null, message: `${pages} pages; at most ${job.mostPages} are allowed` }] }
  if (job.format === 'svg') return { bytes: Buffer.from(compiler.plainSvg(document)), pages }
  const options = { pdfStandard: 'a-2b', pdfTags: false, creationTimestamp: job.timestamp }
  return { bytes: compiler.pdf(document, options), pages }
}

/** Puts layout, template and seal where they import each other; gives the template's path. */
function placed({ bundle, seal }: CompileJob): string {
  if (known.size > MOST_KNOWN) {
    compiler.resetShadow()
    known.clear()
  }
  const folder = join(root, bundle.name)
  if (!known.has(bundle.name)) {
    compiler.addSource(join(folder, 'lib.typ'), bundle.lib)
    compiler.addSource(join(folder, 'template.typ'), bundle.template)
    known.add(bundle.name)
  }
  if (seal && !known.has(seal.name)) {
    compiler.mapShadow(join(root, seal.name), Buffer.from(seal.bytes))
    known.add(seal.name)
  }
  return join(folder, 'template.typ')
}

interface Diagnostic {
  severity: number
  path: string
  message: string
  range: { start: { line: number } } | null
}
const ERROR = 1

function problemsIn(diagnostics: NodeError, main: string): TemplateProblem[] {
  const all = compiler.fetchDiagnostics(diagnostics) as Diagnostic[]
  return all
    .filter(d => d.severity === ERROR)
    .map(({ path, range, message }) => {
      const line = range ? range.start.line + 1 : null
      const said = message.replaceAll(root, '')
      return path === main
        ? { line, message: said }
        : { line: null, message: `${basename(path)}:${line}: ${said}` }
    })
}

/** What Typst says when it can't export, without the machine's words around it. */
const messageOf = (error: unknown): string =>
  /message: "((?:[^"\\]|\\.)*)"/.exec((error as Error).message)?.[1] ?? (error as Error).message.slice(0, 500)
