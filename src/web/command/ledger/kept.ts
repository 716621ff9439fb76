/** A list that was kept under a name, and the filter it stands for. */
import type { Answer } from '../../api.ts'
import { type Filter, filterFrom, searchOf } from './filter.ts'

export type View = Answer<'listSavedViews'>['views'][number]

export interface ViewsProps {
  filter: Filter
  columns: readonly string[]
  onOpen: (filter: Filter, columns: readonly string[] | null) => void
}

export const filterOf = (view: View): Filter => filterFrom(searchOf(view.query as Record<string, unknown>))
