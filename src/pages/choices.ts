/** Trees of the directory as flat lists for a select box, each with how deep it stands. */
import type { Directory } from '../domain/directory/directory.ts'

export interface Choice {
  id: number
  name: string
  depth: number
}

interface Node {
  id: number
  code: string
  name: string
  parentId: number | null
}

function flat(nodes: readonly Node[]): Choice[] {
  const known = new Set(nodes.map(n => n.id))
  const below = Map.groupBy(nodes, n => (n.parentId !== null && known.has(n.parentId) ? n.parentId : null))
  const walk = (parent: number | null, depth: number): Choice[] =>
    (below.get(parent) ?? [])
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .flatMap(({ id, name }) => [{ id, name, depth }, ...walk(id, depth + 1)])
  return walk(null, 0)
}

/** Without the city itself, which is no answer to "where". */
export function regionChoices({ regions }: Directory): Choice[] {
  const all = flat([...regions.values()])
  const tops = all.filter(r => r.depth === 0)
  return tops.length === 1 && all.length > 1
    ? all.filter(r => r.depth > 0).map(r => ({ ...r, depth: r.depth - 1 }))
    : all
}

export const categoryChoices = ({ categories }: Directory): Choice[] =>
  flat([...categories.values()].filter(c => c.active && c.level <= 2))
