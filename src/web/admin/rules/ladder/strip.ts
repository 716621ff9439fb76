/** A limit as a strip: where its colours begin, and where the rungs of the ladder stand on it. */
import type { Rules } from '../../../parts/directory.ts'

export type Supervision = NonNullable<Rules['supervision']>
export type Rung = Supervision['ladder'][number]
export type Clock = Rung['clocks'][number]

/** In days, for drawing: an office day has eight hours. */
const DAYS: Readonly<Record<string, number>> = {
  wd: 1,
  d: 1,
  h: 1 / 24,
  wh: 1 / 8,
  m: 1 / 1440,
  wm: 1 / 480,
}

/** Days that a limit is long; null for what is none. */
export function lengthOf(limit: string): number | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(limit) ?? []
  const days = DAYS[unit ?? '']
  return amount === undefined || days === undefined ? null : Number(amount) * days
}

export interface Colours {
  /** Shares of the limit, 0–1, after which the colour is on. */
  green: number
  yellow: number
}

/** A colour comes on when less is left than an amount, or a share of the limit, whichever is smaller. */
export function coloursOf(limit: string, lights: Rules['lights']): Colours | null {
  const length = lengthOf(limit)
  const before = ({ left, share }: Rules['lights']['green']): number | null => {
    const amount = lengthOf(left)
    return amount === null || !length ? null : Math.max(0, 1 - Math.min(amount / length, share))
  }
  const [green, yellow] = [before(lights.green), before(lights.yellow)]
  return green === null || yellow === null ? null : { green: Math.min(green, yellow), yellow }
}

/** The part of the strip that stands for the limit itself; the rest is what comes after it. */
export const DUE_AT = 0.62

export interface Mark {
  /** From 1, as the rungs are listed. */
  no: number
  /** 0–1 along the strip. */
  at: number
  rung: Rung
}

/** The rungs of a limit where they stand; those after the due moment one after the other. */
export function marksOf(ladder: readonly Rung[], clock: Clock, colours: Colours): Mark[] {
  const mine = ladder
    .map((rung, i) => ({ no: i + 1, rung }))
    .filter(({ rung }) => rung.clocks.includes(clock) && rung.mode !== 'off')
  const after = mine
    .filter(({ rung }) => rung.at === 'overdue')
    .sort((a, b) => waitOf(a.rung) - waitOf(b.rung))
  const placeOf = ({ at }: Rung, no: number): number => {
    if (at === 'green') return colours.green * DUE_AT
    if (at === 'yellow') return colours.yellow * DUE_AT
    if (at === 'due') return DUE_AT
    return DUE_AT + ((1 - DUE_AT) * (after.findIndex(a => a.no === no) + 1)) / (after.length + 1)
  }
  return mine.map(m => ({ ...m, at: placeOf(m.rung, m.no) }))
}

const waitOf = ({ after }: Rung): number => (after === undefined ? 0 : (lengthOf(after) ?? 0))
