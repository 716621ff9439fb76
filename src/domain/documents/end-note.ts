/** 附注: the note in brackets below the date, with what lateness will cost; its text is the city's, its {{fields}} are the sheet's. */

/** What a note may name. */
export const END_NOTE_FIELDS = ['due', 'number', 'subject', 'units', 'agency', 'contact'] as const
export type EndNoteField = (typeof END_NOTE_FIELDS)[number]
export type EndNoteFacts = Record<EndNoteField, string>

const FIELD = /\{\{\s*([A-Za-z]+)\s*\}\}/g

/** Names in the text that no sheet has; braces that are no field are among them. */
export function strangeFieldsIn(text: string): string[] {
  const names = [...text.matchAll(FIELD)].map(m => m[1]!)
  const strange = names.filter(name => !END_NOTE_FIELDS.some(f => f === name))
  const rest = text.replace(FIELD, '')
  return /\{\{|\}\}/.test(rest) ? [...strange, '{{'] : strange
}

/** The note with its fields filled in; a fact that is not known prints as nothing. */
export const endNoteOf = (text: string, facts: EndNoteFacts): string =>
  text.replace(FIELD, (_, name: string) => facts[name as EndNoteField] ?? '')
