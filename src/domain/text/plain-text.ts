/** Makes free text safe to store, hash and print, without changing what the writer said. */

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g
// Everything in Cc but newline and tab, the byte order mark, and the marks that can make text read backwards.
// The zero-width joiner stays: emoji of families and professions are held together by it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u202a-\u202e\u2066-\u2069]/g
const LONE_SURROGATES = /\p{Surrogate}/gu

/** The text in NFC with `\n` line ends, without control characters, bidirectional overrides and lone surrogates. */
export const plainText = (input: string): string =>
  input.replace(LINE_ENDS, '\n').replace(UNWANTED, '').replace(LONE_SURROGATES, '').normalize('NFC')
