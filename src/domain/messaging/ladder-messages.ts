/** What the ladder of supervision tells whom: reminders, sheets, calls and orders; also the groups that follow colours and sheets. */
import type { Instant } from '../instant.ts'
import { CLOCK_NAMES, chineseOf, LIGHT_NAMES, SHEET_NAMES, SUPERVISION_NAMES } from '../names.ts'
import type { Rules } from '../policy/rules.ts'
import type { EventKind } from '../record/event-kinds.ts'
import type { CallOutcome, ClockKind } from '../vocabulary.ts'
import type { Happened, Intended, LadderMatter, Matter } from './intended.ts'

type Rule = (e: Happened, m: Matter, l: LadderMatter) => Intended[]

const OUTCOMES: Record<CallOutcome, string> = {
  answered: '已接听',
  noAnswer: '无人接听',
  busy: '占线',
  failed: '未接通',
}

/** 蓝、橙、红 where a city calls them so. */
export const lightName = ({ supervision }: Rules, light: unknown): string =>
  supervision?.colours?.[light as 'green']?.zh ?? chineseOf(LIGHT_NAMES, String(light))

const timeOf = (m: Matter, at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : m.timeText(at)

const limitOf = ({ clock }: LadderMatter): string | null => clock && chineseOf(CLOCK_NAMES, clock.kind)

const sheetFields = (m: Matter, { sheet }: LadderMatter, dueAt: Instant | null | undefined) => ({
  sheet: sheet && SHEET_NAMES[sheet.kind][0],
  sheetNumber: sheet?.number ?? null,
  until: timeOf(m, dueAt),
})

const RULES: Partial<Record<EventKind, Rule>> = {
  'clock.lit': lit,
  'assignment.reminded': (e, m, l) =>
    e.unitId === null
      ? []
      : [
          {
            template: 'unitReminded',
            fields: {
              light: lightName(m.rules, e.facts.light),
              limit: limitOf(l),
              until: timeOf(m, l.clock?.dueAt),
            },
            to: { unitId: e.unitId, assignmentNo: Number(e.facts.assignmentNo ?? 0) },
            mustReach: true,
            notBefore: l.notBefore,
          },
        ],
  'sheet.issued': (e, m, l) => [
    ...(l.sheet?.recipients ?? []).map(({ unitId, role, dueAt }) =>
      toUnit(role === 'copy' ? 'unitSheetCopy' : 'unitSheet', unitId, sheetFields(m, l, dueAt), l),
    ),
    {
      template: 'robotSheet',
      fields: {
        ...sheetFields(m, l, l.sheet?.recipients.find(r => r.role === 'lead')?.dueAt),
        unit: m.unitName(e.unitId),
      },
      to: { robotsOf: e.unitId, tells: 'sheets' },
    },
  ],
  'sheet.sentBack': (e, m, l) => {
    const to = l.sheet?.recipients.find(r => r.unitId === e.unitId)
    return to ? [toUnit('unitSheetSentBack', to.unitId, sheetFields(m, l, to.dueAt), l)] : []
  },
  'sheet.withdrawn': (_, m, l) =>
    (l.sheet?.recipients ?? []).map(({ unitId }) =>
      toUnit('unitSheetWithdrawn', unitId, sheetFields(m, l, null), l),
    ),
  'supervision.ordered': ordered,
  'call.owed': (e, m, l) =>
    e.unitId === null
      ? []
      : [
          {
            template: 'unitCall',
            fields: { limit: limitOf(l), until: timeOf(m, l.clock?.dueAt) },
            to: { callTo: e.unitId, assignmentNo: Number(e.facts.assignmentNo ?? 0) },
            mustReach: true,
            notBefore: l.notBefore,
          },
        ],
  'call.made': (e, m) => [
    {
      template: 'robotCall',
      fields: { unit: m.unitName(e.unitId), outcome: OUTCOMES[e.facts.outcome as CallOutcome] },
      to: { robotsOf: e.unitId, tells: 'calls' },
    },
  ],
}

/** People watch the duties; groups every limit. */
export const WATCHED: readonly ClockKind[] = ['reply', 'rework', 'sheetAnswer']

function lit(e: Happened, m: Matter, l: LadderMatter): Intended[] {
  const fields = {
    light: lightName(m.rules, e.facts.light),
    limit: limitOf(l),
    unit: m.unitName(e.unitId),
    until: timeOf(m, l.clock?.dueAt),
  }
  const isWatched = e.unitId !== null && l.clock !== null && WATCHED.includes(l.clock.kind)
  const watchers = { watchersOf: e.unitId!, light: String(e.facts.light) }
  return [
    ...(isWatched ? [{ template: 'staffLight' as const, fields, to: watchers, notBefore: l.notBefore }] : []),
    { template: 'robotLight', fields, to: { robotsOf: e.unitId, tells: 'lights' } },
  ]
}

/** Joint and lighter supervision is the units' own business; a leader's is told to the leaders. */
function ordered(e: Happened, m: Matter, l: LadderMatter): Intended[] {
  const { supervision } = e.facts
  const fields = {
    unit: m.unitName(e.unitId),
    supervision: chineseOf(SUPERVISION_NAMES, String(supervision)),
    until: timeOf(m, m.dueAt),
  }
  const toLeaders = supervision === 'leader' || supervision === 'accountability'
  if (toLeaders)
    return [
      { template: 'leaderSupervision', fields, to: 'cityLeaders', mustReach: true, notBefore: l.notBefore },
    ]
  const units = new Set([...l.units, ...(e.unitId === null ? [] : [e.unitId])])
  return [...units].map(unitId => toUnit('unitSupervision', unitId, fields, l))
}

const toUnit = (
  template: Intended['template'],
  unitId: number,
  fields: Intended['fields'],
  { notBefore }: LadderMatter,
): Intended => ({ template, fields, to: { unitId, assignmentNo: null }, mustReach: true, notBefore })

export const ladderMessages = (e: Happened, m: Matter): Intended[] =>
  m.ladder === null ? [] : (RULES[e.kind]?.(e, m, m.ladder) ?? [])

/** Kinds of events of which the ladder tells. */
export const LADDER_KINDS = Object.keys(RULES) as EventKind[]

/** What those who decide about it are alerted to; null for nothing. */
export function alertFor(e: Happened): { kind: string; facts: Record<string, unknown> } | null {
  if (e.kind === 'sheet.proposed') return { kind: 'sheetProposed', facts: { sheet: e.facts.kind } }
  if (e.kind === 'approval.asked' && e.facts.kind === 'supervision')
    return { kind: 'supervisionAsked', facts: { supervision: e.facts.reason } }
  const { supervision } = e.facts
  return e.kind === 'supervision.ordered' && (supervision === 'leader' || supervision === 'accountability')
    ? { kind: 'supervisionOrdered', facts: { supervision } }
    : null
}

export const ALERTING_KINDS: readonly EventKind[] = [
  'sheet.proposed',
  'approval.asked',
  'supervision.ordered',
]
