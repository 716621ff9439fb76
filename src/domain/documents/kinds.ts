/** The kinds of official documents: the seven sheets 七单, and the papers a centre issues besides. */
import { SHEET_KINDS, type SheetKind } from '../vocabulary.ts'

/** 通知 通报 简报 汇报材料 纪要 函. */
export const PAPER_KINDS = ['notice', 'circular', 'bulletin', 'report', 'minutes', 'letter'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

export const DOCUMENT_KINDS = [...SHEET_KINDS, ...PAPER_KINDS] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const DOCUMENT_NAMES: Record<DocumentKind, readonly [zh: string, en: string]> = {
  advanceNotice: ['重点工作预告单', 'Advance notice of key work'],
  taskNotice: ['任务通知单', 'Task notice'],
  leaderAssign: ['市领导批示交办单', 'Assignment of a leader’s instruction'],
  greenUrge: ['绿色催办单', 'Green reminder'],
  yellowUrge: ['黄色催办单', 'Yellow reminder'],
  redSupervise: ['红色督办单', 'Red supervision order'],
  returnForRework: ['退回重办单', 'Return for rework'],
  notice: ['通知', 'Notice'],
  circular: ['通报', 'Circular'],
  bulletin: ['简报', 'Bulletin'],
  report: ['汇报材料', 'Report'],
  minutes: ['纪要', 'Minutes'],
  letter: ['函', 'Letter'],
}

/** How the paper is laid out (GB/T 9704-2012 §7 and §10): with a red head, as a letter, as minutes; a bulletin by custom. */
export type PaperForm = 'redHead' | 'letter' | 'bulletin' | 'minutes'

const FORMS: Record<PaperKind, PaperForm> = {
  notice: 'redHead',
  circular: 'redHead',
  report: 'redHead',
  bulletin: 'bulletin',
  minutes: 'minutes',
  letter: 'letter',
}

export const isSheet = (kind: DocumentKind): kind is SheetKind => SHEET_KINDS.some(k => k === kind)
export const formOf = (kind: DocumentKind): PaperForm => (isSheet(kind) ? 'letter' : FORMS[kind])
