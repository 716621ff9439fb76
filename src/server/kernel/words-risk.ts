/** Reads the risk words of a city, `risk.yaml`, and says by name what is wrong with it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { RiskList } from '../../domain/text/risk.ts'
import { WORDS_FOLDER } from './words-lists.ts'

/** A list of risk words with the two names staff read. */
export type NamedRiskList = RiskList & { zh: string; en: string }

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)

const folded = (words: readonly string[]): string[] => words.map(word => word.normalize('NFKC').toLowerCase())

function listOf(entry: unknown, where: string): NamedRiskList {
  const fail = (field: string, wanted: string): never => {
    throw new Error(`${where}: ${field} must be ${wanted}`)
  }
  if (typeof entry !== 'object' || entry === null)
    return fail('the entry', 'a mapping with group, zh, en and words')
  const { group, zh, en, words, unless = [] } = entry as Record<string, unknown>
  if (!isText(group)) return fail('group', 'a word')
  if (!isText(zh)) return fail('zh', 'a name in Chinese')
  if (!isText(en)) return fail('en', 'a name in English')
  if (!areTexts(words) || words.length === 0) return fail('words', 'a list of words')
  if (!areTexts(unless)) return fail('unless', 'a list of phrases')
  return { group, zh, en, words: folded(words), unless: folded(unless) }
}

/** The risk lists in a city's words folder; throws with the file, the entry and the field when one is wrong. */
export function openRiskLists(folder: string = WORDS_FOLDER): NamedRiskList[] {
  const file = join(folder, 'risk.yaml')
  const entries: unknown = parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(entries)) throw new Error(`${file} must be a list of groups`)
  return entries.map((entry, at) => listOf(entry, `${file}, entry ${at + 1}`))
}
