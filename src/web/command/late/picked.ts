/** Which late duties were picked, and how that is asked for: a sheet goes to the unit of a duty, or to all of a matter when several of its duties were picked. */
import type { Duty } from './duties.ts'

export const dutyKey = ({ number, no }: Pick<Duty, 'number' | 'no'>): string => `${number}/${no}`

export interface Matters {
  numbers: string[]
  duties: { number: string; no: number }[]
}

/** A ticket stands once, however many of its duties were picked. */
export function mattersOf(picked: readonly Pick<Duty, 'number' | 'no'>[]): Matters {
  const byNumber = new Map<string, number[]>()
  for (const { number, no } of picked) byNumber.set(number, [...(byNumber.get(number) ?? []), no])
  return {
    numbers: [...byNumber.keys()],
    duties: [...byNumber].flatMap(([number, nos]) => (nos.length === 1 ? [{ number, no: nos[0]! }] : [])),
  }
}

/** Some of them, e.g. the next twenty-five. */
export const partOf = ({ duties }: Matters, numbers: string[]): Matters => ({
  numbers,
  duties: duties.filter(d => numbers.includes(d.number)),
})
