/** The two languages: every text stands beside its translation, where it is used. Changing the language loads the page anew. */
export type Lang = 'zh' | 'en'

const KEY = 'yidan.lang'

export const lang: Lang = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
document.documentElement.lang = lang === 'en' ? 'en' : 'zh-CN'

export function setLang(next: Lang): void {
  localStorage.setItem(KEY, next)
  location.reload()
}

/** The text in the language of the reader. */
export const t = (zh: string, en: string): string => (lang === 'en' ? en : zh)

/** The name of a coded word from a table of the domain; the word itself when the table doesn't know it. */
export function nameOf(
  names: Readonly<Record<string, readonly [zh: string, en: string]>>,
  word: string | null | undefined,
): string {
  if (word === null || word === undefined) return ''
  const name = names[word]
  return name ? t(name[0], name[1]) : word
}
