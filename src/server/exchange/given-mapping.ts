/** The mapping of an import that comes over the API: the name of a shipped one, or a text of one's own. */
import { readdir, readFile } from 'node:fs/promises'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { type Mapping, readMapping } from './mapping.ts'

const SHIPPED = new URL('../../../config/imports/', import.meta.url)
const NAME = /^[A-Za-z0-9_-]{1,60}(\.ya?ml)?$/

export interface Given {
  /** What the file was called; null for a form field. */
  name: string | null
  text: string
}

/** Refused with the first wrong field, and with every mistake and its line as facts. Throws InvalidInput for an unknown name. */
export async function givenMapping({ name, text }: Given): Promise<Mapping | Refusal> {
  if (name === null && NAME.test(text.trim())) return readGiven(await shipped(text.trim()))
  return readGiven({ name: name || 'mapping.yaml', text })
}

async function shipped(asked: string): Promise<{ name: string; text: string }> {
  const names = (await readdir(SHIPPED)).filter(f => f.endsWith('.yaml')).sort()
  const name = `${asked.replace(/\.ya?ml$/, '')}.yaml`
  if (names.includes(name)) return { name, text: await readFile(new URL(name, SHIPPED), 'utf8') }
  const known = names.map(f => f.slice(0, -'.yaml'.length)).join(', ')
  throw new InvalidInput(
    'mapping',
    `没有名为 ${asked} 的映射；随软件提供的有：${known}。`,
    `no mapping is called ${asked}; these are shipped: ${known}`,
  )
}

function readGiven({ name, text }: { name: string; text: string }): Mapping | Refusal {
  const { mapping, problems } = readMapping(name, text)
  if (mapping) return mapping
  const told = problems.map(({ line, column, message }) => ({ line, field: column, message }))
  return refuse('mapping-wrong', {
    field: ['mapping', problems[0]?.column].filter(Boolean).join('.'),
    facts: { problems: told },
  })
}
