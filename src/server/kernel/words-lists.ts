/** Reads the word lists of a city: plain text, words apart by blanks, `#` for a remark to the end of the line. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The lists that come with the product. */
export const WORDS_FOLDER = join(import.meta.dirname, '../../../config/words')

/** The words of a list file, in order; throws with the file's path when it cannot be read. */
export function wordList(folder: string, name: string): string[] {
  const lines = readFileSync(join(folder, name), 'utf8').normalize('NFKC').toLowerCase().split(/\r?\n/)
  return lines.flatMap(line => line.replace(/#.*/, '').split(/\s+/)).filter(Boolean)
}
