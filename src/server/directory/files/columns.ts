/** What may stand in a column of a table: how a cell is read, and written again. */
import { numberOfDay } from '../../../domain/time/day.ts'
import { found } from './problem.ts'

export interface Column<T> {
  /** RangeError saying what is wrong. */
  read: (cell: string) => T
  write: (value: T) => string
  /** May the column be left out, or the cell be empty? */
  optional: boolean
}

const column = <T>(read: (cell: string) => T, write: (value: T) => string): Column<T> => ({
  read,
  write,
  optional: false,
})

/** One line of text of at most 200 characters. */
export const line = column<string>(
  cell => {
    if (cell.length > 200) throw new RangeError(`is longer than 200 characters: ${found(cell)}`)
    if (/\p{Cc}/u.test(cell))
      throw new RangeError(`${found(cell)} has a line break or another control character in it`)
    return cell
  },
  value => value,
)

/** Text of several lines, at most 5 000 characters. */
export const prose = column<string>(
  cell => {
    if (cell.length > 5000) throw new RangeError('is longer than 5000 characters')
    if (cell.includes('\u0000')) throw new RangeError('has a NUL character in it')
    return cell
  },
  value => value,
)

/** A text of a certain form; `like` shows it. */
export const form = (pattern: RegExp, like: string): Column<string> =>
  column(
    cell => {
      if (!pattern.test(cell)) throw new RangeError(`${found(cell)} is not written like ${like}`)
      return cell
    },
    value => value,
  )

/** Letters, digits, dot, dash and underscore: what identifies a row for ever. */
export const code = form(/^[\p{L}\p{N}._-]{1,64}$/u, 'a code (letters, digits, . _ -)')

export const word = <const T extends string>(words: readonly T[]): Column<T> =>
  column(
    cell => {
      const known = words.find(w => w === cell)
      if (known === undefined) throw new RangeError(`${found(cell)} is not one of ${words.join(', ')}`)
      return known
    },
    value => value,
  )

export const whole = (least: number, most: number): Column<number> =>
  column(cell => {
    const value = Number(cell)
    if (!/^-?\d+$/.test(cell) || value < least || value > most)
      throw new RangeError(`${found(cell)} is not a whole number from ${least} to ${most}`)
    return value
  }, String)

export const amount = column<number>(cell => {
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(cell))
    throw new RangeError(`${found(cell)} is not an amount like 1250 or 1250.5`)
  return Number(cell)
}, String)

export const day = column<string>(
  cell => {
    numberOfDay(cell)
    return cell
  },
  value => value,
)

export const yesNo = column<boolean>(
  cell => {
    if (/^(yes|是)$/i.test(cell)) return true
    if (/^(no|否)$/i.test(cell)) return false
    throw new RangeError(`${found(cell)} is neither yes nor no`)
  },
  value => (value ? 'yes' : 'no'),
)

/** Several words; 、 between them (; and | are read too). */
export const words: Column<string[]> = {
  read: cell => [...new Set(cell.split(/[、;；|]/).map(w => w.trim()))].filter(w => w !== ''),
  write: value => value.join('、'),
  optional: true,
}

/** An empty cell is null. */
export const optional = <T>({ read, write }: Column<T>): Column<T | null> => ({
  read: cell => (cell === '' ? null : read(cell)),
  write: value => (value === null ? '' : write(value)),
  optional: true,
})

/** An empty cell means `value`. */
export const otherwise = <T>({ read, write }: Column<T>, value: T): Column<T> => ({
  read: cell => (cell === '' ? value : read(cell)),
  write,
  optional: true,
})
