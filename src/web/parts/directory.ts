/** The city's directory as the pages need it: asked once, kept for the while. */
import { useCallback, useMemo } from 'react'
import type { Answer } from '../api.ts'
import { useAsk } from '../asking.ts'

const WHILE = 10 * 60_000

export type Unit = Answer<'listUnits'>['items'][number]
export type Category = Answer<'listCategories'>['items'][number]
export type Rules = Answer<'getRules'>['rules']

export const useUnits = () => useAsk('listUnits', {}, { fresh: WHILE }).data?.items ?? NONE
export const useCategories = () => useAsk('listCategories', {}, { fresh: WHILE }).data?.items ?? NONE
export const useRegions = () => useAsk('listRegions', {}, { fresh: WHILE }).data?.items ?? NONE
export const useGrids = () => useAsk('listGrids', {}, { fresh: WHILE }).data?.items ?? NONE
export const useChannels = () => useAsk('listChannels', {}, { fresh: WHILE }).data?.items ?? NONE
export const useRules = (): Rules | undefined => useAsk('getRules', {}, { fresh: WHILE }).data?.rules

const NONE: never[] = []

interface Coded {
  id: number
  name: string
  parentId?: number | null
}

/** Name by id; the id itself while the directory is on its way. */
export function useNames(rows: readonly Coded[]): (id: number | null | undefined) => string {
  const names = useMemo(() => new Map(rows.map(r => [r.id, r.name])), [rows])
  return useCallback(id => (id === null || id === undefined ? '' : (names.get(id) ?? `#${id}`)), [names])
}

export interface Branch {
  value: number
  title: string
  children: Branch[]
}

/** The rows as a tree; those whose parent is missing stand at the top. */
export function treeOf(rows: readonly Coded[]): Branch[] {
  const branches = new Map(rows.map(r => [r.id, { value: r.id, title: r.name, children: [] as Branch[] }]))
  const top: Branch[] = []
  for (const row of rows) {
    const parent = row.parentId ? branches.get(row.parentId) : undefined
    const siblings = parent?.children ?? top
    siblings.push(branches.get(row.id)!)
  }
  return top
}

/** The ids of a unit and all below it. */
export function subtreeOf(rows: readonly Coded[], rootId: number): Set<number> {
  const inside = new Set([rootId])
  for (let grown = true; grown; ) {
    grown = false
    for (const row of rows)
      if (row.parentId && inside.has(row.parentId) && !inside.has(row.id)) {
        inside.add(row.id)
        grown = true
      }
  }
  return inside
}
