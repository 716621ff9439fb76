/** `./yidan <command>`: finds the command, reads its options, prints its answer. */
import { parseArgs } from 'node:util'
import { type CliCommand, CliError, EXIT, type Outcome } from './command.ts'
import { progressOn } from './progress.ts'
import { VERSION } from './version.ts'

/** Loaded only when called, so that a small command starts at once. */
const COMMANDS: Record<string, () => Promise<CliCommand>> = {
  serve: async () => (await import('./serve.ts')).serve,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  demo: async () => (await import('./demo.ts')).demo,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  reconcile: async () => (await import('./reconcile.ts')).reconcileCommand,
  steps: async () => (await import('./steps.ts')).stepsCommand,
  sheets: async () => (await import('./sheets.ts')).sheetsCommand,
  documents: async () => (await import('./documents.ts')).documentsCommand,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  doctor: async () => (await import('./doctor.ts')).doctor,
  due: async () => (await import('./due.ts')).due,
}

const STANDARD = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`),
  )
  return `Yidan 一单\n\nUsage: ./yidan <command> [--help] [--json], or ./yidan --version\n\n${lines.join('\n')}\n`
}

const helpOf = (name: string, c: CliCommand): string =>
  `${c.summary}\n\nUsage: ./yidan ${name} ${c.usage}\n\n${c.help.trim()}\n\n  --json   the answer as one JSON object on the last line of standard output\n`

async function run(argv: string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await overview())
    return name === undefined ? EXIT.usage : EXIT.ok
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    process.stdout.write(`yidan ${VERSION}\n`)
    return EXIT.ok
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) throw new CliError(`no command '${name}'; ./yidan --help lists them`, EXIT.usage)
  const command = await load()
  const { values, positionals } = readOptions(name, command, rest)
  if (values.help) {
    process.stdout.write(helpOf(name, command))
    return EXIT.ok
  }
  if (positionals.length > 0 && !command.takesWords)
    throw new CliError(
      `'${positionals[0]}' is too much: ${name} takes options only\nUsage: ./yidan ${name} ${command.usage}`,
      EXIT.usage,
    )
  const json = values.json === true
  return report(
    await command.run({ values, positionals, json, progress: progressOn(process.stderr, json) }),
    json,
  )
}

function readOptions(name: string, command: CliCommand, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, ...STANDARD }, allowPositionals: true })
  } catch (error) {
    throw new CliError(`${(error as Error).message}\nUsage: ./yidan ${name} ${command.usage}`, EXIT.usage)
  }
}

function report(outcome: Outcome, json: boolean): number {
  if (json) process.stdout.write(`${JSON.stringify(outcome.json)}\n`)
  else if (outcome.text) process.stdout.write(`${outcome.text.trimEnd()}\n`)
  return outcome.exitCode ?? EXIT.ok
}

function fail(error: unknown, json: boolean): number {
  const expected = error instanceof CliError
  const message = error instanceof Error ? error.message : String(error)
  if (json) process.stdout.write(`${JSON.stringify({ error: message })}\n`)
  process.stderr.write(`yidan: ${expected ? message : ((error as Error)?.stack ?? message)}\n`)
  return expected ? error.exitCode : EXIT.internal
}

/** `./yidan … | head`: the work is still done to its end and put in order, but nobody reads what it says. */
function endQuietlyUnread(): void {
  let isUnread = false
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      isUnread = true
    })
  // At the very end, behind the command's own code.
  process.once('exit', () => {
    if (isUnread) process.exitCode = EXIT.pipeClosed
  })
}

endQuietlyUnread()
process.exitCode = await run(process.argv.slice(2)).catch(error =>
  fail(error, process.argv.includes('--json')),
)
