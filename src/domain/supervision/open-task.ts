/** 立项: key work, a leader's instruction, rectification or proactive work is opened as a ticket of its own, dispatched and put on paper at once. */
import { mayFor } from '../access/actor.ts'
import { type DispatchTo, noteOf } from '../dispatch/assignments.ts'
import { dispatchTo } from '../dispatch/dispatch-appeal.ts'
import { matches } from '../policy/rules.ts'
import { classify, traitsOf } from '../policy/traits.ts'
import { newAppeal } from '../record/blank.ts'
import { startClock } from '../record/clocks.ts'
import type { Context, Decision } from '../record/context.ts'
import { Draft, textsOf } from '../record/draft.ts'
import { shownWordsOf } from '../record/shown-words.ts'
import { noChildren, type TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { numberOf } from '../text/digits.ts'
import { redact } from '../text/redact.ts'
import { dayOfNumber } from '../time/day.ts'
import { dayNumberAt } from '../time/zone.ts'
import type { Level, SheetKind, TaskKind, Urgency } from '../vocabulary.ts'
import { type Instruction, issueSheet } from './issue-sheet.ts'

export interface TaskInput {
  kind: TaskKind
  title: string
  content: string
  /** Dispatched at once; at least the one that leads. */
  units: DispatchTo[]
  /** For the whole of it. */
  limit: string
  level?: Level
  urgency?: Urgency
  categoryId?: number
  regionId?: number
  /** 整改措施: what is to be done; rectification needs one (NC-17). */
  measure?: string
  /** A leader's words; an instruction needs them, nothing else has any. */
  instruction?: Instruction
  /** The appeal it comes from. */
  fromId?: number
}

/** The sheet that brings each kind to its units. */
const SHEET: Record<TaskKind, SheetKind> = {
  keyWork: 'advanceNotice',
  leaderInstruction: 'leaderAssign',
  rectification: 'taskNotice',
  proactive: 'taskNotice',
}

export function whyNotOpenTask(kind: TaskKind, { actor, directory }: Context): Refusal | null {
  const top = directory.units.root.id
  const may = kind === 'leaderInstruction' ? ['task.open', 'instruction.give'] : ['task.open']
  return may.some(p => mayFor(actor, p as 'task.open', top, directory.units)) ? null : refuse('not-permitted')
}

function whyNotInput(input: TaskInput, { directory }: Context): Refusal | null {
  const { kind, units, measure, instruction, categoryId, regionId } = input
  if ((kind === 'leaderInstruction') !== (instruction !== undefined))
    return refuse('instruction-needed', { field: 'instruction' })
  // 逐条制定整改措施、明确完成时限和具体责任人员
  if (kind === 'rectification' && !measure) return refuse('measure-needed', { field: 'measure' })
  if (kind === 'rectification' && units.some(u => u.personId === undefined))
    return refuse('person-needed', {
      field: `units.${units.findIndex(u => u.personId === undefined)}.personId`,
    })
  if (categoryId !== undefined && !directory.categories.get(categoryId)?.active)
    return refuse('no-such-category', { field: 'categoryId' })
  return regionId === undefined || directory.regions.has(regionId)
    ? null
    : refuse('no-such-region', { field: 'regionId' })
}

export function openTask(input: TaskInput, context: Context, id: number): Decision {
  const { directory } = context
  const refusal = whyNotOpenTask(input.kind, context) ?? whyNotInput(input, context)
  if (refusal) return refusal
  const channel = [...directory.channels.values()].find(c => c.kind === 'internal' && c.active)
  if (!channel) return refuse('no-task-channel')
  const draft = opened(input, { ...context, channel, id })
  const dispatched = dispatchTo(draft, { units: input.units, ...noteOf(input.measure) }, context)
  if (dispatched) return dispatched
  const { kind, title, content, limit, instruction, units } = input
  const demand = [input.measure, ...requirementsOf(draft.state, context).map(r => r.zh)].filter(Boolean)
  issueSheet(
    draft,
    {
      kind: SHEET[kind],
      cause: instruction ? 'instruction' : 'plan',
      units: units.map(({ unitId, role }) => ({ unitId, role })),
      words: { title: redact(title), summary: redact(content) },
      limit,
      ...(demand.length > 0 && { demand: demand.join('\n') }),
      ...(instruction && { instruction }),
    },
    context,
  )
  draft.beside.searchText = redact([title, content].join('\n'))
  return draft.change()
}

/** What the rules ask of rectification of this kind of problem. */
const requirementsOf = (
  { appeal }: Pick<TicketState, 'appeal'>,
  { directory, policy }: Pick<Context, 'directory' | 'policy'>,
) =>
  appeal.kind === 'rectification'
    ? (policy.rules.rectification ?? []).filter(r => matches(r.when, traitsOf(appeal, directory)))
    : []

type Opening = Context & { channel: { id: number; digits: number; ownerUnitId: number | null }; id: number }

function opened(input: TaskInput, { channel, id, ...context }: Opening): Draft {
  const { directory, policy, now, actor, calendar } = context
  const ownerUnitId = channel.ownerUnitId ?? directory.units.root.id
  const day = dayOfNumber(dayNumberAt(calendar.zone, now))
  const texts = textsOf({ title: input.title, content: input.content, measure: input.measure })
  const appeal = newAppeal({
    number: numberOf({ region: directory.regionCode, day, channel: channel.digits, sequence: id }),
    kind: input.kind,
    intent: 'request',
    channelId: channel.id,
    ownerUnitId,
    receivedAt: now,
    policyVersion: policy.version,
    ...shownWordsOf(texts, false),
    categoryId: input.categoryId ?? null,
    regionId: input.regionId ?? null,
    urgency: input.urgency ?? 'general',
    level: input.level ?? (input.kind === 'leaderInstruction' ? 'key' : 'general'),
    tags: input.kind === 'leaderInstruction' ? ['leaderInstruction'] : [],
    // Nobody brought it: there is nobody to call back.
    anonymous: true,
    wantsVisit: false,
    splitFromId: input.fromId ?? null,
  })
  appeal.limitClass = classify(appeal, directory, policy)
  const blank = { tenantId: actor.tenantId || directory.tenantId, id, version: 0, appeal, ...noChildren() }
  const facts = { task: input.kind, limit: input.limit }
  const required = requirementsOf(blank, context).map(r => r.code)
  return new Draft(blank, now, true).step('task.opened', { facts, texts }, t => {
    t.appeal.tags = [...t.appeal.tags, ...required]
    startClock(t, { kind: 'dispatch', unitId: ownerUnitId }, context)
    startClock(t, { kind: 'closure', unitId: ownerUnitId, limit: input.limit }, context)
  })
}
