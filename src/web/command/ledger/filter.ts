/** What the ledger is narrowed to, as it stands in the address: a link to a list can be sent to somebody. */
import type { Input } from '../../api.ts'

export type Query = NonNullable<Input<'listAppeals'>['query']>
/** Without the page of the list. */
export type Filter = Omit<Query, 'after' | 'limit'>
export type FilterKey = Exclude<keyof Filter, 'sort'>

type Shape = 'text' | 'id' | 'count' | 'flag' | 'words' | 'moment'

/** How each condition is written in an address; the order is that of forms and chips. */
export const SHAPES: Record<FilterKey, Shape> = {
  q: 'text',
  open: 'flag',
  light: 'words',
  stage: 'words',
  kind: 'words',
  level: 'words',
  leadUnitId: 'id',
  lead: 'text',
  unitId: 'id',
  category: 'text',
  regionId: 'id',
  channelId: 'id',
  receivedFrom: 'moment',
  receivedTo: 'moment',
  dueFrom: 'moment',
  dueTo: 'moment',
  limitClass: 'text',
  tag: 'text',
  risk: 'text',
  repeats: 'count',
  organisationId: 'id',
  externalPlatform: 'text',
  externalId: 'text',
  number: 'text',
  imported: 'flag',
  forceId: 'id',
}
export const FILTER_KEYS = Object.keys(SHAPES) as FilterKey[]

const PARSED: Record<Shape, (values: string[]) => unknown> = {
  text: ([v]) => v || undefined,
  moment: ([v]) => (v && !Number.isNaN(Date.parse(v)) ? v : undefined),
  flag: ([v]) => (v === 'true' ? true : v === 'false' ? false : undefined),
  words: values => (values.length > 0 ? values : undefined),
  id: ([v]) => (Number(v) >= 1 ? Math.floor(Number(v)) : undefined),
  count: ([v]) => (v !== undefined && Number(v) >= 0 ? Math.floor(Number(v)) : undefined),
}

/** From the part of an address behind the question mark; what isn't a filter is passed over. */
export function filterFrom(search: string): Filter {
  const asked = new URLSearchParams(search)
  const filter: Record<string, unknown> = {}
  for (const key of FILTER_KEYS) {
    if (!asked.has(key)) continue
    const value = PARSED[SHAPES[key]](asked.getAll(key))
    if (value !== undefined) filter[key] = value
  }
  if (asked.get('sort') === 'due') filter.sort = 'due'
  return filter as Filter
}

/** The way back; also of the filters that numbers carry. */
export function searchOf(filter: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(filter))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one))
  return search.toString()
}

/** The list behind a number. */
export const ledgerOf = (filter: Record<string, unknown>): string => `/ledger?${searchOf(filter)}`

/** Without what is empty; the order of keys doesn't matter. */
export const isSame = (a: Record<string, unknown>, b: Record<string, unknown>): boolean => {
  const text = (f: Record<string, unknown>) => {
    const search = new URLSearchParams(searchOf(f))
    search.sort()
    return search.toString()
  }
  return text(a) === text(b)
}
