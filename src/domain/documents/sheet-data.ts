/** Puts a sheet 单 together from plain facts: what is asked of whom until when, what came before, and what lateness will cost. */

import type { SheetKind } from '../vocabulary.ts'
import type { Block, BlockOf, Field } from './blocks.ts'
import { type DocumentData, NO_MARKS } from './data.ts'
import { endNoteOf } from './end-note.ts'
import { DOCUMENT_NAMES, isSheet } from './kinds.ts'
import { paperOf } from './paper-data.ts'
import type { DocumentSettings } from './settings.ts'
import { widthOf } from './width.ts'

export interface SheetFacts {
  kind: SheetKind
  /** 发文字号. */
  number: string
  /** YYYY-MM-DD in the city's own time. */
  issuedOn: string
  /** What it is about: a ticket or a task; texts redacted already. */
  subject: { number: string; title: string; summary: string }
  /** 来源平台 and its number; null where there is none. */
  source: string | null
  leadUnits: readonly string[]
  assistUnits: readonly string[]
  cc: readonly string[]
  /** What the unit is to do. */
  asked: string
  /** Until when, in words: 2026年10月13日18时前. */
  dueText: string | null
  /** Further limits: 签收, 先行联系 … */
  limits: readonly { label: string; value: string }[]
  /** The sheets before it, oldest first. */
  chain: readonly { kind: SheetKind; number: string; issuedOn: string }[]
  /** A leader's instruction, word for word. */
  instruction: { words: string; by: string; on: string | null } | null
  /** What was found wanting, on a return for rework. */
  defects: readonly string[]
  urgency: string | null
  /** With the seal, where the city has one. */
  seal: boolean
}

// Pictures of faces and hands, with what joins and colours them: people write them, paper can't say them.
const PICTURES = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d|\u20e3/gu
/** Signs that Unicode counts among pictures and every font has: ©®™ and the like stay. */
const withoutPictures = (text: string): string =>
  text.replace(PICTURES, sign => (sign < '\u2300' && sign !== '\u200d' && sign !== '\u20e3' ? sign : ''))

/** A city's own `opening` and end note are filled in; a sheet without them has none. */
export function sheetData(settings: DocumentSettings, given: SheetFacts): DocumentData {
  const { subject, asked } = given
  const facts: SheetFacts = {
    ...given,
    subject: { ...subject, title: withoutPictures(subject.title), summary: withoutPictures(subject.summary) },
    asked: withoutPictures(asked),
  }
  const { kind, number, issuedOn, dueText } = facts
  const { opening, endNote, name = DOCUMENT_NAMES[kind][0] } = settings.kinds[kind]
  const units = [...facts.leadUnits, ...facts.assistUnits]
  const told = {
    due: dueText ?? '',
    number,
    subject: facts.subject.number,
    units: units.join('、'),
    agency: settings.agency,
    contact: settings.contact,
  }
  return {
    kind,
    number,
    title: name,
    titleLines: [name],
    mainTo: units,
    cc: [...facts.cc],
    body: bodyOf(settings, facts, opening && endNoteOf(opening, told)),
    attachments: [],
    appendices: [],
    signer: null,
    issuer: settings.agency,
    issuedOn,
    signed: true,
    dueText,
    endNote: endNote && `附注：${endNoteOf(endNote, told)}`,
    marks: { ...NO_MARKS, urgency: facts.urgency },
    imprint: {
      sent: facts.cc.length > 0 ? [{ label: '抄送', names: [...facts.cc] }] : [],
      printer: settings.printer,
      printedOn: issuedOn,
      copies: null,
    },
    verify: null,
    paper: paperOf(settings, kind, facts.seal),
  }
}

function bodyOf(settings: DocumentSettings, facts: SheetFacts, opening: string | null): Block[] {
  const { instruction } = facts
  return [
    ...(opening ? [{ type: 'paragraph' as const, text: opening }] : []),
    ...(instruction
      ? [{ type: 'quote' as const, text: instruction.words, by: instruction.by, on: instruction.on }]
      : []),
    { type: 'fields', rows: rowsOf(settings, facts) },
  ]
}

/** One label and what stands beside it, or two that share a row where both are short. */
type Said = readonly [label: string, value: string | null]

const TITLE = '事　　项'
const SUMMARY = '主要内容'
const ASKED = '办理要求'
/** Where somebody's own words may stand; what a leader wrote is the leader's. */
const WORDED = [TITLE, SUMMARY, ASKED]
const TAKEN = '（已依法删除）'

/**
 * The paper about a ticket without what the appellant said, when they were erased. Of a sheet its units and limits stay; a
 * report is about nothing else.
 */
export const withoutWords = (data: DocumentData): DocumentData =>
  isSheet(data.kind)
    ? {
        ...data,
        body: data.body.map(block =>
          block.type === 'fields'
            ? {
                ...block,
                rows: block.rows.map(row =>
                  row.map(f => (WORDED.includes(f.label) ? { ...f, value: TAKEN } : f)),
                ),
              }
            : block,
        ),
      }
    : {
        ...data,
        title: TAKEN,
        titleLines: [TAKEN],
        body: [{ type: 'paragraph', text: TAKEN }],
        attachments: [],
        appendices: [],
      }

function rowsOf({ contact, kinds }: DocumentSettings, facts: SheetFacts): BlockOf<'fields'>['rows'] {
  const { subject, chain, defects, limits } = facts
  const rows: readonly (readonly Said[])[] = [
    [
      ['事项编号', subject.number],
      ['来　　源', facts.source],
    ],
    [[TITLE, subject.title]],
    [[SUMMARY, subject.summary]],
    [
      ['牵头单位', facts.leadUnits.join('、')],
      ['协办单位', facts.assistUnits.join('、')],
    ],
    [['存在问题', defects.map((d, i) => (defects.length > 1 ? `${i + 1}.${d}` : d)).join('\n')]],
    [[ASKED, facts.asked]],
    ...pairs([['办理时限', facts.dueText], ...limits.map(l => [l.label, l.value] as const)]),
    [
      [
        '此前单据',
        chain
          .map(
            c => `${kinds[c.kind].name ?? DOCUMENT_NAMES[c.kind][0]} ${c.number}（${dayText(c.issuedOn)}）`,
          )
          .join('\n'),
      ],
    ],
    [['联系方式', contact]],
  ]
  return rows.flatMap(laid)
}

const pairs = (said: readonly Said[]): Said[][] =>
  said.filter(([, value]) => value).flatMap((_, i, all) => (i % 2 === 0 ? [all.slice(i, i + 2)] : []))

/** Beside a label, in half a row, at size 4. */
const HALF_ROW = 13
/** What can't be broken, as a number, would run into the next field. */
const UNBROKEN = 10
const roomFor = (value: string): number => (/^[\x21-\x7e]+$/.test(value) ? UNBROKEN : HALF_ROW)

/** What isn't said has no row. */
function laid(row: readonly Said[]): Field[][] {
  const said = row.flatMap(([label, value]) => (value ? [{ label, value }] : []))
  const isShort = said.every(f => widthOf(f.value) <= roomFor(f.value) && !f.value.includes('\n'))
  return said.length === 0 ? [] : isShort ? [said] : said.map(f => [f])
}

/** 2026-09-28 → 2026年9月28日. */
export function dayText(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
