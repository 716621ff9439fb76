/** Which categories a text speaks of, by the words that the directory gives each category. */
import type { Category, Directory } from '../directory/directory.ts'

export interface SuggestedCategory {
  categoryId: number
  /** The category's words found in the text. */
  words: string[]
}

const MOST = 3
/** A name of one sign says too little. */
const LEAST_LENGTH = 2

/** The longest words weigh most; of equals the deeper category comes first. At most three. */
export function suggestCategories(text: string, directory: Directory): SuggestedCategory[] {
  const said = text.normalize('NFKC').toLowerCase()
  const found: { category: Category; words: string[]; weight: number }[] = []
  for (const category of directory.categories.values()) {
    if (!category.active) continue
    const words = [...new Set([category.name, ...category.words])].filter(
      word => word.length >= LEAST_LENGTH && said.includes(word.toLowerCase()),
    )
    if (words.length > 0) found.push({ category, words, weight: words.reduce((sum, w) => sum + w.length, 0) })
  }
  return found
    .sort((a, b) => b.weight - a.weight || b.category.level - a.category.level)
    .slice(0, MOST)
    .map(({ category, words }) => ({ categoryId: category.id, words }))
}
