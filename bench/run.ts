/** `npm run bench [name…]`: runs the benchmarks named, or all; each with its reference in the same run. */

import { machine } from './machine.ts'
import { type Found, keep, print } from './report.ts'

const BENCHMARKS: Record<string, () => Promise<Found>> = {
  create: async () => (await import('./create.ts')).create(),
  ledger: async () => (await import('./ledger.ts')).ledger(),
  lifecycle: async () => (await import('./lifecycle.ts')).lifecycle(),
  pages: async () => (await import('./pages.ts')).pages(),
  read: async () => (await import('./read.ts')).read(),
  start: async () => (await import('./start.ts')).start(),
  sweep: async () => (await import('./sweep.ts')).sweep(),
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BENCHMARKS)
const unknown = names.find(name => !Object.hasOwn(BENCHMARKS, name))
if (unknown !== undefined) {
  process.stderr.write(`no benchmark '${unknown}'; there are ${Object.keys(BENCHMARKS).join(', ')}\n`)
  process.exit(64)
}

const on = await machine()
process.stdout.write(`${JSON.stringify(on, null, 1)}\n`)
const found: Record<string, Found> = {}
for (const name of names) {
  found[name] = await BENCHMARKS[name]!()
  print(name, found[name])
}
process.stdout.write(`\nwritten to ${await keep(on, found)}\n`)
