/** Reads a YAML file so that anything wrong in it can be named by its line. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Problem } from './problem.ts'

export type Path = readonly (string | number)[]

export interface YamlFile {
  name: string
  value: unknown
  /** Line of the key or item, and how many steps of the path the file has. */
  find: (path: Path) => { line: number; depth: number }
  problems: Problem[]
}

/** Never throws: what can't be read is in `problems`, and `value` is then null. */
export function readYaml(name: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number): number => Math.max(lines.linePos(offset).line, 1)
  const problems = document.errors.map(error => ({
    file: name,
    line: lineAt(error.pos[0]),
    column: null,
    message: error.message,
  }))
  const find = (path: Path) => {
    const { offset, depth } = walk(document.contents, path)
    return { line: lineAt(offset), depth }
  }
  if (problems.length > 0) return { name, value: null, find, problems }
  try {
    return { name, value: document.toJS(), find, problems }
  } catch (error) {
    // Aliases that refer to nothing, or unfold beyond measure.
    const message = (error as Error).message
    return { name, value: null, find, problems: [{ file: name, line: 1, column: null, message }] }
  }
}

/** Follows the path as far as the file has it; gives the offset of the last key or item met. */
function walk(root: Node | null, path: Path): { offset: number; depth: number } {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const [depth, key] of path.entries()) {
    const next = step(node, key)
    if (!next) return { offset, depth }
    node = next.value
    offset = next.offset
  }
  return { offset, depth: path.length }
}

function step(node: unknown, key: string | number): { value: unknown; offset: number } | null {
  if (isMap(node)) {
    const pair = node.items.find(p => isScalar(p.key) && String(p.key.value) === String(key))
    return pair && isScalar(pair.key) ? { value: pair.value, offset: pair.key.range?.[0] ?? 0 } : null
  }
  if (!isSeq(node)) return null
  const item = node.items[Number(key)] as Node | undefined
  return item ? { value: item, offset: item.range?.[0] ?? 0 } : null
}
