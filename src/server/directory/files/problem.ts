/** What is wrong with a city's files: where, what, and what was found there. */

export interface Problem {
  file: string
  /** Counted from 1; null where the file as a whole is meant. */
  line: number | null
  /** The column of a table, or the path of keys in a YAML file: `limits.general.reply`. */
  column: string | null
  message: string
  /** The same in Chinese, where it can be said. */
  zh?: string
}

/** `units.csv:17: parent 'X' is not a unit` */
export const problemText = ({ file, line, message }: Problem): string =>
  line === null ? `${file}: ${message}` : `${file}:${line}: ${message}`

/** How a found value is shown: short, in quotes. */
export const found = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`
}
