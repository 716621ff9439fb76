/** Rows of figures: how they are told apart, what they are called, and the list behind each. */
import { MATTER_NAMES } from '../../../domain/names.ts'
import type { Answer, Input } from '../../api.ts'
import { nameOf } from '../../text.ts'
import { momentsOf, type Period } from './period.ts'

export type By = Exclude<NonNullable<NonNullable<Input<'readFigures'>['query']>['by']>, 'all'>
export type FigureRow = Answer<'readFigures'>['rows'][number]
export type RateName = FigureRow['rates'][number]['name']

export const BYS: readonly (readonly [By, string, string])[] = [
  ['unit', '按单位', 'Unit'],
  ['day', '按日', 'Day'],
  ['channel', '按渠道', 'Channel'],
  ['kind', '按类型', 'Kind'],
]

export const rowName = (by: By, row: Pick<FigureRow, 'key' | 'name'>): string =>
  by === 'kind' ? nameOf(MATTER_NAMES, row.key) : row.name

/** Counts people ask for first. */
export const COUNTS: readonly (readonly [key: string, zh: string, en: string])[] = [
  ['in', '受理', 'Received'],
  ['duty.in', '派来', 'Duties'],
  ['closed', '办结', 'Closed'],
  ['out.struckOff', '销号', 'Struck off'],
  ['returned', '退单', 'Returned'],
  ['reworked', '重办', 'Reworked'],
]

/** Days in their order; everything else by how much it had. */
export function inOrder(by: By, rows: readonly FigureRow[]): FigureRow[] {
  if (by === 'day') return [...rows].sort((a, b) => a.key.localeCompare(b.key))
  const weight = (r: FigureRow) => (r.figures['duty.in'] ?? 0) + (r.figures.in ?? 0)
  return [...rows].sort((a, b) => weight(b) - weight(a))
}

/** What came in the period and belongs to the row. */
export function listOf(by: By, key: string, period: Period): Record<string, unknown> {
  if (by === 'day') return momentsOf({ from: key, until: key })
  const within = momentsOf(period)
  if (by === 'unit') return { ...within, leadUnitId: Number(key), lead: 'only' }
  return by === 'channel' ? { ...within, channelId: Number(key) } : { ...within, kind: key }
}

export const rateOf = (row: FigureRow, name: RateName) => row.rates.find(r => r.name === name)
