/** The doors on the first page: four ways to ask (NC-43), and suggestions, golden ideas, reports, thanks and comments. */

import { ENTRIES, type Entry } from '../domain/intake/entries.ts'
import type { Intent, Kind } from '../domain/vocabulary.ts'

export interface PublicEntry {
  key: string
  /** One of the four; else a kind and an intent of its own. */
  entry?: Entry
  kind?: Kind
  intent?: Intent
  zh: string
  en: string
  aboutZh: string
  aboutEn: string
  titleZh: string
  titleEn: string
  askZh: string
  askEn: string
  icon: string
}

const four = (
  key: Entry,
  zh: string,
  en: string,
  more: Omit<PublicEntry, 'key' | 'entry' | 'zh' | 'en'>,
) => ({
  key,
  entry: key,
  zh,
  en,
  ...more,
})

export const FOUR: readonly PublicEntry[] = [
  four('ask', '咨询', 'Ask', {
    aboutZh: '政策怎么规定、手续怎么办',
    aboutEn: 'Rules and procedures',
    titleZh: '我要咨询',
    titleEn: 'Ask a question',
    askZh: '想问什么',
    askEn: 'Your question',
    icon: 'M16 28a12 12 0 1 0-10-5.4L5 28l5.2-1.5A12 12 0 0 0 16 28zM12.5 13a3.5 3.5 0 1 1 4.6 3.3c-.8.3-1.1.9-1.1 1.7M16 21.5v.1',
  }),
  four('book', '预约', 'Book', {
    aboutZh: '约时间、约上门、约窗口',
    aboutEn: 'A time, a visit, a counter',
    titleZh: '我要预约',
    titleEn: 'Make an appointment',
    askZh: '想预约什么、什么时候方便',
    askEn: 'What for, and when it suits you',
    icon: 'M5 9h22v18H5zM5 14h22M11 5v6M21 5v6M12 20l3 3 5-5',
  }),
  four('handle', '办事', 'Get done', {
    aboutZh: '路灯不亮、水管漏水、请来处理',
    aboutEn: 'Something to be fixed or dealt with',
    titleZh: '请帮我办',
    titleEn: 'Have something done',
    askZh: '发生了什么',
    askEn: 'What has happened',
    icon: 'M20 6a6.5 6.5 0 0 0-6.2 8.6L5 23.4V27h3.6l8.8-8.8A6.5 6.5 0 0 0 26 12l-4 3-4-1-1-4z',
  }),
  four('complain', '投诉', 'Complain', {
    aboutZh: '办得慢、态度差、不合理',
    aboutEn: 'Slow, unfair or rude',
    titleZh: '我要投诉',
    titleEn: 'Make a complaint',
    askZh: '投诉什么',
    askEn: 'What went wrong',
    icon: 'M16 5l12 21H4zM16 13v6M16 22.5v.1',
  }),
]

const other = (
  key: string,
  kind: Kind,
  intent: Intent,
  words: readonly [titleZh: string, titleEn: string, askZh: string, askEn: string],
): PublicEntry => {
  const [titleZh, titleEn, askZh, askEn] = words
  return {
    key,
    kind,
    intent,
    zh: titleZh,
    en: titleEn,
    aboutZh: '',
    aboutEn: '',
    titleZh,
    titleEn,
    askZh,
    askEn,
    icon: '',
  }
}

const OTHERS: readonly PublicEntry[] = [
  other('suggest', 'suggestion', 'request', ['提建议', 'Make a suggestion', '建议是什么', 'Your suggestion']),
  other('idea', 'goldenIdea', 'request', ['献金点子', 'Offer a golden idea', '您的金点子', 'Your idea']),
  other('report', 'report', 'difficulty', ['举报', 'Report wrongdoing', '举报什么', 'What you report']),
  other('praise', 'praise', 'call', ['表扬感谢', 'Say thank you', '想感谢谁、为什么', 'Whom, and for what']),
  other('comment', 'suggestion', 'request', [
    '监督与评论',
    'Comment on a published matter',
    '您怎么看',
    'What you think',
  ]),
]

export const isFour = (key: string): key is Entry => (ENTRIES as readonly string[]).includes(key)

/** The entry of a key; without one, or with an unknown one, to have something done. */
export const entryOf = (key: string | undefined): PublicEntry =>
  [...FOUR, ...OTHERS].find(e => e.key === key) ?? FOUR[2]!
