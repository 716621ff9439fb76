/**
 * Chinese words for search: what a text is indexed under, and what a query asks for.
 * Which words, why, and how much is found: docs/decisions/0002-chinese-search.md.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Jieba } from '@node-rs/jieba'
import { MARKERS } from '../../domain/text/redact.ts'
import { WORDS_FOLDER, wordList } from './words-lists.ts'
import { type WordTrie, wordTrie } from './words-trie.ts'

/** Turns text into search words; the dictionary is read at the first use, or by `warm`. */
export type Words = {
  /** The distinct words a text is found by, at most 2 000. */
  index(text: string): string[]
  /** The words all of which a text must have to answer the query; none when the query says nothing. */
  query(text: string): string[]
  /** The words of a text in the order they were written, stop words left out: for counting and classifying. */
  cut(text: string): string[]
  /** Reads the dictionary now (a quarter of a second) instead of at the first use. */
  warm(): void
}

type Lexicon = { jieba: Jieba; trie: WordTrie; stop: ReadonlySet<string>; domain: ReadonlySet<string> }
type Piece = { run: string; isHan: boolean }

const MOST_TOKENS = 2000
const LONGEST_TOKEN = 30
const LONGEST_TEXT = 100_000
// A domain word beats any chain of shorter dictionary words.
const DOMAIN_FREQUENCY = 20_000

const RUNS = /(\p{Script=Han}+)|[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+/gv
const MARKS = new RegExp(MARKERS.map(marker => RegExp.escape(marker)).join('|'), 'g')

const isSingle = (word: string): boolean =>
  word.length === 1 || (word.length === 2 && word > '\ud7ff' && word < '\ue000')

/** The text as it is cut: every word it is found by stands in it. */
export const searchedText = (text: string): string =>
  text.slice(0, LONGEST_TEXT).replace(MARKS, ' ').normalize('NFKC').toLowerCase()

function* piecesOf(text: string): Generator<Piece> {
  for (const match of searchedText(text).matchAll(RUNS))
    yield { run: match[0], isHan: match[1] !== undefined }
}

type Reading = { words: string[]; pairs: string[]; alone: string[]; lonely: string[] }
type Sign = { text: string; covered: boolean; joinedOn: boolean; paired: boolean }

/**
 * Every dictionary word in a run, overlapping ones too, and what the signs no word covers give (names of people,
 * estates and roads are made of them): each `alone`, in `pairs` with its neighbours, so that 幸福路 is more than
 * 幸福, and `lonely` when it has no neighbour to pair with. A pair that straddles two words is left out.
 */
function read(run: string, { trie, stop }: Lexicon): Reading {
  const reading: Reading = { words: [], pairs: [], alone: [], lonely: [] }
  let before: Sign | undefined
  let reach = 0 // where the furthest word that started so far ends
  for (let at = 0; at < run.length; ) {
    trie.endsAt(run, at, end => {
      const word = run.slice(at, end)
      if (!stop.has(word)) reading.words.push(word)
      if (end > reach) reach = end
    })
    const text = String.fromCodePoint(run.codePointAt(at)!)
    const next = at + text.length
    const here = stop.has(text)
      ? undefined
      : { text, covered: reach > at, joinedOn: reach > next, paired: false }
    note(reading, before, here)
    before = here
    at = next
  }
  note(reading, before, undefined)
  return reading
}

/** Adds what a sign and the one before it give; stop signs come as undefined. */
function note({ pairs, alone, lonely }: Reading, before: Sign | undefined, here: Sign | undefined): void {
  if (before && here && !before.joinedOn && !(before.covered && here.covered)) {
    pairs.push(before.text + here.text)
    before.paired = here.paired = true
  }
  if (here && !here.covered) alone.push(here.text)
  if (before && !before.covered && !before.paired) lonely.push(before.text)
}

function addRun(tokens: Set<string>, run: string, lexicon: Lexicon): void {
  const { words, pairs, alone } = read(run, lexicon)
  for (const word of words) tokens.add(word)
  for (const pair of pairs) tokens.add(pair)
  for (const sign of alone) tokens.add(sign)
}

function askRun(tokens: Set<string>, run: string, lexicon: Lexicon): void {
  const { pairs, lonely } = read(run, lexicon)
  // Only the words of the best reading: 小区停水 asks for 小区 and 停水, and finds 停水的小区 too.
  const words = lexicon.jieba.cut(run, false).filter(word => !isSingle(word) && !lexicon.stop.has(word))
  const parts = words.flatMap(word =>
    lexicon.domain.has(word) ? (partsOf(word, lexicon) ?? [word]) : [word],
  )
  for (const token of [...parts, ...pairs, ...lonely]) tokens.add(token)
}

/**
 * The words a term of the field is made of, the longest first: 拖欠工资 is 拖欠 and 工资, and finds 工资拖欠 and 拖欠的工资
 * too. Null for a term that isn't made of words alone. Whatever has the term has its parts.
 */
function partsOf(term: string, { trie, stop }: Pick<Lexicon, 'trie' | 'stop'>, at = 0): string[] | null {
  if (at === term.length) return []
  const ends: number[] = []
  trie.endsAt(term, at, end => ends.push(end))
  for (const end of ends.sort((a, b) => b - a)) {
    const word = term.slice(at, end)
    if (word === term || stop.has(word)) continue
    const rest = partsOf(term, { trie, stop }, end)
    if (rest) return [word, ...rest]
  }
  return null
}

function tokensOf(text: string, lexicon: Lexicon, take: typeof addRun): string[] {
  const tokens = new Set<string>()
  for (const { run, isHan } of piecesOf(text)) {
    if (isHan) take(tokens, run, lexicon)
    else if (run.length <= LONGEST_TOKEN && !lexicon.stop.has(run)) tokens.add(run)
    if (tokens.size >= MOST_TOKENS) break
  }
  return [...tokens].slice(0, MOST_TOKENS)
}

// Read here and let go: the package's own dict.js keeps it, and another it has, in memory for good.
const DICTIONARY = fileURLToPath(import.meta.resolve('@node-rs/jieba/dict.txt'))

/** The words of the general dictionary one by one, as a list of them would take 30 MB; then the city's. */
function* wordsWith(dict: Buffer, domain: readonly string[]): Generator<string> {
  const lines = dict.toString('utf8')
  for (let at = 0; at < lines.length; at = lines.indexOf('\n', at) + 1 || lines.length)
    yield lines.slice(at, lines.indexOf(' ', at))
  yield* domain
}

function openLexicon(folder: string): Lexicon {
  const dict = readFileSync(DICTIONARY)
  const jieba = Jieba.withDict(dict)
  const domain = wordList(folder, 'dictionary.txt')
  jieba.loadDict(Buffer.from(domain.map(word => `${word} ${DOMAIN_FREQUENCY} n\n`).join('')))
  const trie = wordTrie({ [Symbol.iterator]: () => wordsWith(dict, domain) })
  return { jieba, trie, stop: new Set(wordList(folder, 'stop.txt')), domain: new Set(domain) }
}

/** The words of a city: its `dictionary.txt` and `stop.txt` in `folder`, by default those of the product. */
export function openWords(folder: string = WORDS_FOLDER): Words {
  let lexicon: Lexicon | undefined
  const known = () => {
    lexicon ??= openLexicon(folder)
    return lexicon
  }
  return {
    index: text => tokensOf(text, known(), addRun),
    query: text => tokensOf(text, known(), askRun),
    cut: text => {
      const { jieba, stop } = known()
      const words = [...piecesOf(text)].flatMap(({ run, isHan }) => (isHan ? jieba.cut(run, true) : [run]))
      return words.filter(word => !stop.has(word) && word.length <= LONGEST_TOKEN)
    },
    warm: () => void known(),
  }
}

/** Marks the words of a title among all words of a text. */
export const titleWord = (word: string): string => `:${word}`

/**
 * The text of a `tsquery` (cast it with `::tsquery`) that all tokens must meet; '' for no tokens, which meets nothing.
 * A single Chinese character stands for every indexed word that begins with it.
 */
export const tsqueryOf = (tokens: readonly string[]): string => tsqueriesOf(tokens).join(' & ')

/** The same as one `tsquery` for each token. */
export const tsqueriesOf = (tokens: readonly string[]): string[] =>
  tokens
    .map(token => token.replaceAll('\0', '').toWellFormed().slice(0, LONGEST_TOKEN))
    .filter(Boolean)
    .map(lexeme => {
      const quoted = `'${lexeme.replace(/['\\]/g, '$&$&')}'`
      return isSingle(lexeme) && /\p{Script=Han}/u.test(lexeme) ? `${quoted}${BEGINNING}` : quoted
    })

/** What ends a `tsquery` that is met by all words with this beginning. */
const BEGINNING = ':*'
export const isBeginning = (tsquery: string): boolean => tsquery.endsWith(BEGINNING)
