/** What a benchmark found: lines for a person, the same as JSON for a machine. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from './machine.ts'

/** One line of a benchmark; the columns are the benchmark's own. */
export type Line = { what: string } & Record<string, string | number | null>

export interface Found {
  lines: Line[]
  /** Goals, and whether they were met. */
  goals: { goal: string; met: boolean; found: string }[]
}

export function print(name: string, { lines, goals }: Found): void {
  process.stdout.write(`\n== ${name}\n`)
  const columns = [...new Set(lines.flatMap(Object.keys))]
  const cells = [columns, ...lines.map(line => columns.map(c => String(line[c] ?? '')))]
  const widths = columns.map((_, i) => Math.max(...cells.map(row => wide(row[i]!))))
  for (const row of cells)
    process.stdout.write(
      `${row
        .map((cell, i) => cell + ' '.repeat(widths[i]! - wide(cell)))
        .join('  ')
        .trimEnd()}\n`,
    )
  for (const { goal, met, found } of goals)
    process.stdout.write(`${met ? 'met   ' : 'MISSED'}  ${goal}: ${found}\n`)
}

/** Columns a text takes; Chinese signs take two. */
const wide = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0)

/** Answers the file's path. */
export async function keep(machine: Machine, found: Record<string, Found>): Promise<string> {
  const folder = join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${machine.at.replace(/[:.]/g, '-')}.json`)
  await writeFile(file, JSON.stringify({ machine, found }, null, 2))
  return file
}
