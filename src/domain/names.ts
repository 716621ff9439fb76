/** What people read for the coded words of a ticket, in Chinese and English. */
import type { Kind, Level, Result, Stage } from './vocabulary.ts'

type Name = readonly [zh: string, en: string]

export const KIND_NAMES: Record<Kind, Name> = {
  inquiry: ['咨询', 'inquiry'],
  help: ['求助', 'help'],
  complaint: ['投诉', 'complaint'],
  report: ['举报', 'report'],
  suggestion: ['意见建议', 'suggestion'],
  goldenIdea: ['金点子', 'golden idea'],
  praise: ['感谢', 'praise'],
  other: ['其他', 'other'],
}

export const STAGE_NAMES: Record<Stage, Name> = {
  received: ['已受理', 'received'],
  dispatched: ['已派单', 'dispatched'],
  handling: ['办理中', 'being handled'],
  answered: ['已办结', 'answered'],
  reviewed: ['已审核', 'reviewed'],
  visited: ['已回访', 'visited'],
  struckOff: ['已销号', 'struck off'],
  suspended: ['已挂账', 'suspended'],
  answeredOnSpot: ['当场答复', 'answered on the spot'],
  refused: ['不予受理', 'refused'],
  merged: ['已并单', 'merged'],
  withdrawn: ['已撤回', 'withdrawn'],
  passedOn: ['已转出', 'passed on'],
}

export const LEVEL_NAMES: Record<Level, Name> = {
  general: ['一般', 'general'],
  key: ['重点', 'key'],
  complex: ['疑难复杂', 'complex'],
}

export const RESULT_NAMES: Record<Result, Name> = {
  solved: ['已解决', 'solved'],
  partly: ['部分解决', 'partly solved'],
  unsolved: ['未解决', 'unsolved'],
  explained: ['解释说明', 'explained'],
}

export const LIGHT_NAMES = {
  none: ['', ''],
  green: ['绿灯', 'green'],
  yellow: ['黄灯', 'yellow'],
  red: ['红灯', 'red'],
} as const satisfies Record<string, Name>

/** The Chinese name of a coded word; the word itself when it is unknown. */
export const chineseOf = (names: Record<string, Name>, word: string | null): string =>
  word === null ? '' : (names[word]?.[0] ?? word)
