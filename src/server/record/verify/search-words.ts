/** Checks what a ticket is found by: the words of its own redacted text and no others, and nothing of a confidential one. */
import { signatureOf } from '../../../domain/text/likeness.ts'
import { redact } from '../../../domain/text/redact.ts'
import { searchedText, type Words } from '../../kernel/words.ts'
import { spanWordsOf } from '../spans.ts'
import { Broken } from './finding.ts'
import type { History } from './history.ts'
import type { TicketKey } from './state.ts'

/** A row of `appeal_search`. */
export interface SearchRow {
  received_at: number
  words: string[]
  bands: number[]
}

/**
 * Throws Broken when the row is not that of the ticket's words. Answers whether it has all the words that the dictionary
 * finds now: it may have been written with an older one, so fewer are no proof that somebody took them away.
 */
export function checkSearchWords(
  key: TicketKey,
  history: History,
  row: SearchRow | null,
  words: Pick<Words, 'index'>,
): boolean {
  const { confidential } = history.ticket.appeal
  const isWanted = !confidential && history.said.length > 0
  const broken = (field: string, what: string) =>
    new Broken({ table: 'appeal_search', ...key, row: {}, field, what })
  if (row === null) {
    if (isWanted) throw broken('words', 'it is missing: the ticket is not found by its words')
    return true
  }
  if (!isWanted)
    throw broken(
      'words',
      confidential ? 'the words of a confidential report stand in it' : 'its ticket has no words',
    )
  const text = redact(history.said.join('\n'))
  const why = whyNotOf(text, row, history.ticket.appeal.receivedAt as number)
  if (why) throw broken(...why)
  const there = new Set(row.words)
  return words.index(text).every(word => there.has(word))
}

function whyNotOf(text: string, row: SearchRow, receivedAt: number): [field: string, what: string] | null {
  if (row.received_at !== receivedAt) return ['received_at', 'it is not when the ticket was received']
  const spans = row.words.filter(word => word.startsWith('@'))
  const own = row.words.filter(word => !word.startsWith('@'))
  if (spans.sort().join() !== spanWordsOf(receivedAt).sort().join())
    return ['words', 'they say that the ticket came at another time']
  const searched = searchedText(text)
  const strange = own.find(word => !searched.includes(word))
  if (strange !== undefined) return ['words', `the ticket does not say '${strange}'`]
  const isSame = signatureOf(own).join() === row.bands.join()
  return isSame ? null : ['bands', 'they are not those of its words']
}
