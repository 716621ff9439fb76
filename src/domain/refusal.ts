/** Every expected no of the product: a code, the HTTP status it becomes, a Chinese and an English sentence. */
import { arrivals } from './refusals/arrivals.ts'
import { general } from './refusals/general.ts'
import { supervision } from './refusals/supervision.ts'
import { tickets } from './refusals/tickets.ts'
import { work } from './refusals/work.ts'

const table = { ...general, ...tickets, ...work, ...supervision, ...arrivals }

export type RefusalCode = keyof typeof table

/** On every refusal and on nothing else: an answer may well have a field that is called `refused`. */
const REFUSAL = Symbol('refusal')

export interface Refusal {
  readonly [REFUSAL]: true
  refused: RefusalCode
  /** The input field it is about, as a JSON pointer without the slash, e.g. `units.0.unitId`. */
  field?: string
  /** Facts for the person: { until: … }. */
  facts?: Record<string, unknown>
}

export const refuse = (refused: RefusalCode, more: Pick<Refusal, 'field' | 'facts'> = {}): Refusal => ({
  [REFUSAL]: true,
  refused,
  ...more,
})

export const isRefusal = (value: object): value is Refusal => REFUSAL in value

/** HTTP status and the two sentences. */
export function sentenceOf(code: RefusalCode): { status: number; zh: string; en: string } {
  const [status, zh, en] = table[code]
  return { status, zh, en }
}

export const REFUSAL_CODES = Object.keys(table) as RefusalCode[]
