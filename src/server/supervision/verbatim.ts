/** A leader's words 批示, as they were written down. */
import type { Instruction } from '../../domain/supervision/issue-sheet.ts'
import { textFrom } from '../kernel/http/written.ts'

/** Throws InvalidInput where nothing readable was written; `path` leads to the fields. */
export const verbatim = ({ by, words, on }: Instruction, path = 'instruction.'): Instruction => ({
  by: textFrom(by, `${path}by`),
  words: textFrom(words, `${path}words`),
  on,
})
