/** Words that make a person look: danger to life, crowds, violence. They flag and alert, never refuse. */

/** A group of risk words; `unless` holds phrases in which they mean something else (跳楼价). */
export type RiskList = { group: string; words: readonly string[]; unless?: readonly string[] }

/** A word that was found, and the group it stands for. */
export type Risk = { group: string; word: string }

const CLAUSE = /[^，。！？；、,.!?;\n]+/g
// A denial right before the word, with room for 过, 人, 发生 and the like between.
const DENIED =
  /(?:没有|没|未|不会|不是|并非|并不|不想|绝不|绝非|无人|从未|未曾|杜绝|防止|预防|避免|严禁|禁止)[^，。！？；]{0,3}$/

/** Where the word stands in the clause without a denial before it, or -1. */
function assertedAt(clause: string, word: string): number {
  let at = clause.indexOf(word)
  while (at >= 0 && DENIED.test(clause.slice(Math.max(0, at - 8), at)))
    at = clause.indexOf(word, at + word.length)
  return at
}

const without = (text: string, phrases: readonly string[]): string =>
  phrases.reduce((left, phrase) => left.replaceAll(phrase, '，'), text)

const asserts = (text: string, word: string): boolean =>
  text.includes(word) && (text.match(CLAUSE) ?? []).some(clause => assertedAt(clause, word) >= 0)

/** The risk words a text asserts, group by group; of words that contain one another only the longest. */
export function riskOf(text: string, lists: readonly RiskList[]): Risk[] {
  const plain = text.normalize('NFKC').toLowerCase()
  return lists.flatMap(({ group, words, unless = [] }) => {
    const meant = without(plain, unless)
    const found = words.filter(word => asserts(meant, word))
    return found
      .filter(word => !found.some(other => other !== word && other.includes(word)))
      .map(word => ({ group, word }))
  })
}
