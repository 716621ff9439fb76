/** A leader's words 批示, as they were written down. */
import type { Instruction } from '../../domain/supervision/issue-sheet.ts'
import { textFrom } from '../kernel/http/written.ts'

/** Throws InvalidInput where nothing readable was written. */
export const verbatim = ({ by, words, on }: Instruction): Instruction => ({
  by: textFrom(by, 'instruction.by'),
  words: textFrom(words, 'instruction.words'),
  on,
})
