import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { townRules } from '../../../test/rules.ts'
import { cancelAssignment } from '../dispatch/cancel-assignment.ts'
import { decideReturn } from '../dispatch/decide-return.ts'
import { dispatchAppeal } from '../dispatch/dispatch-appeal.ts'
import { passDown } from '../dispatch/pass-down.ts'
import { returnAssignment } from '../dispatch/return-assignment.ts'
import { as, MONDAY, received, staff, townDirectory, UNIT } from '../dispatch/town.testing.ts'
import { accept } from '../handling/accept-answer.ts'
import { askCountersign } from '../handling/ask-countersign.ts'
import { askCloseException, askExclusion } from '../handling/ask-exception.ts'
import { askExtension } from '../handling/ask-extension.ts'
import { checkSite } from '../handling/check-site.ts'
import { contactAppellant } from '../handling/contact-appellant.ts'
import { decideRequest } from '../handling/decide-request.ts'
import { publishAppeal, unpublishAppeal } from '../handling/publish-appeal.ts'
import { recordProgress } from '../handling/record-progress.ts'
import { reply } from '../handling/reply.ts'
import { replyPreliminarily } from '../handling/reply-preliminarily.ts'
import { reportUpward } from '../handling/report-upward.ts'
import { sendBack } from '../handling/send-back.ts'
import { setLevel } from '../handling/set-level.ts'
import { signAssignment } from '../handling/sign-assignment.ts'
import { askSuspension, resumeAppeal } from '../handling/suspend-appeal.ts'
import { urgeAssignment } from '../handling/urge-assignment.ts'
import { HOUR } from '../instant.ts'
import { askAppellant } from '../intake/ask-appellant.ts'
import { withdrawAppeal } from '../intake/withdraw-appeal.ts'
import type { Rules } from '../policy/rules.ts'
import { isRefusal } from '../refusal.ts'
import { attemptVisit } from '../visits/attempt-visit.ts'
import { giveReview } from '../visits/give-review.ts'
import { reopenAppeal } from '../visits/reopen-appeal.ts'
import { strikeOff } from '../visits/strike-off.ts'
import { type AssignmentStage, isOpen, type Stage } from '../vocabulary.ts'
import { blankTicket, type Changes, changesBetween, firstDifference, replay } from './changes.ts'
import type { Context, Decision } from './context.ts'
import type { Change } from './draft.ts'
import { NEXT, NEXT_ASSIGNMENT } from './stages.ts'
import { CHILD_NAMES, type TicketState } from './state.ts'

const directory = townDirectory({ people: [staff(1, UNIT.roads), staff(2, UNIT.water)] })

/** Every optional step taken, none taken, and what lies between. */
const STEPS: Rules['steps'][number]['require'][] = [
  { centreReview: true, visit: true },
  {},
  { innerReview: true, centreReview: true, visit: true, preliminaryReply: true, siteCheck: true },
  { countersign: true, reportUpward: true, centreReview: true, visit: true },
]

interface Throw {
  verb: number
  no: number
  yes: boolean
  dice: number
  wait: number
}
const anyThrow: fc.Arbitrary<Throw> = fc.record({
  verb: fc.nat(30),
  no: fc.integer({ min: 1, max: 4 }),
  yes: fc.boolean(),
  dice: fc.nat(9),
  wait: fc.nat(9),
})

const files = [
  { id: 1, purpose: 'before', type: 'image/jpeg' },
  { id: 2, purpose: 'after', type: 'image/jpeg' },
]

/** One act of somebody who has the power to; what the rules say to it is theirs. */
function act(t: TicketState, { verb, no: any, yes, dice }: Throw, now: number, rules: Rules): Decision {
  const by = (role: Parameters<typeof as>[0], unitId: number): Context => {
    const context = as(role, unitId, now, directory)
    return { ...context, policy: { ...context.policy, rules } }
  }
  const appellant: Context = {
    ...by('agent', UNIT.city),
    actor: {
      kind: 'appellant',
      tenantId: 1,
      personId: null,
      name: '',
      unitId: null,
      grants: [],
      appealId: t.id,
    },
  }
  // Most acts go to what is open, or little would ever happen.
  const open = t.assignments.filter(a => a.endedAt === null)
  const waiting = t.approvals.filter(p => p.verdict === null)
  const no = open.length > 0 && dice > 0 ? open[any % open.length]!.no : any
  const approvalNo = waiting.length > 0 ? waiting[any % waiting.length]!.no : any
  const unit = by('unitLeader', t.assignments.find(a => a.no === no)?.unitId ?? UNIT.roads)
  const clerk = by('liaison', unit.actor.unitId!)
  const dispatcher = by('dispatcher', UNIT.city)
  const director = by('centreDirector', UNIT.city)
  const lead = { unitId: dice % 2 ? UNIT.roads : UNIT.east, role: 'lead' as const }
  const result = (['solved', 'partly', 'unsolved', 'explained'] as const)[dice % 4]!
  const verdict = yes ? ('approved' as const) : ('rejected' as const)
  const decide = () => {
    const asked = t.approvals.find(p => p.no === approvalNo)
    const signer = asked?.kind === 'innerReview' || asked?.kind === 'countersign'
    const who = signer ? by('reviewer', asked.unitId) : dice % 2 ? director : by('supervisor', UNIT.city)
    return decideRequest(t, { no: approvalNo, verdict, asked: { answer: '已修好', report: '汇报' } }, who)
  }
  const answer = {
    contacted: yes,
    result: yes ? 'solved' : 'unsolved',
    processSatisfaction: 4,
    resultSatisfaction: 1 + (dice % 5),
  } as const
  const told = { outcome: 'reached', answer } as const
  const replyNow = () => reply(t, { no, answer: '已修好', result, cause: 'hardToDo', files }, clerk)
  const verbs: (() => Decision)[] = [
    () =>
      dispatchAppeal(t, { units: yes ? [lead] : [lead, { unitId: UNIT.water, role: 'assist' }] }, dispatcher),
    () => signAssignment(t, { no }, clerk),
    () => signAssignment(t, { no }, clerk),
    () => contactAppellant(t, { no, reached: dice > 0, how: 'phone', call: 'c1' }, clerk),
    () => contactAppellant(t, { no, reached: true, how: 'phone', call: 'c1' }, clerk),
    () => recordProgress(t, { no, note: '进场' }, clerk),
    () => checkSite(t, { no, files }, clerk),
    () => replyPreliminarily(t, { no, answer: '已安排' }, clerk),
    replyNow,
    replyNow,
    replyNow,
    () => askExtension(t, { no, limit: '3wd', reason: 'complexWorks' }, clerk),
    () => askSuspension(t, { no, reason: 'season', reviewOn: '2026-09-30' }, clerk),
    () => askCountersign(t, { no, unitIds: [UNIT.water], text: '汇报' }, clerk),
    () => reportUpward(t, { no, report: '汇报', to: '上级' }, clerk),
    () => accept(t, { no }, dispatcher),
    () => accept(t, { no }, dispatcher),
    () => sendBack(t, { no, reasons: ['notSolved'] }, yes ? director : clerk),
    () => askCloseException(t, { reason: 'noLegalBasis' }, clerk),
    () => askExclusion(t, { reason: 'unreasonable' }, clerk),
    decide,
    decide,
    () => resumeAppeal(t, {}, dispatcher),
    () =>
      attemptVisit(
        t,
        { no: t.visits.length, ...(dice > 3 ? told : { outcome: 'noAnswer' }) },
        by('visitor', UNIT.city),
      ),
    () => strikeOff(t, {}, dispatcher),
    () =>
      yes
        ? giveReview(t, { stars: 1 + (dice % 5), dimensions: {}, via: 'web' }, appellant)
        : strikeOff(t, {}, dispatcher),
    () => (dice < 3 ? reopenAppeal(t, { note: '又坏了' }, appellant) : decide()),
    () => rare(t, { no, approvalNo, dice }, { clerk, dispatcher }),
    () => askAppellant(t, { question: '具体在哪里？' }, dispatcher),
    () => (yes ? publishAppeal(t, {}, director) : unpublishAppeal(t, { reason: '有误' }, director)),
    () =>
      yes
        ? urgeAssignment(t, { no, note: '请抓紧' }, director)
        : setLevel(t, { level: dice % 2 ? 'key' : 'general', reason: '复核' }, director),
  ]
  const natural = NATURAL[t.appeal.stage]
  return verbs[natural && dice > 3 ? natural[verb % natural.length]! : verb]!()
}

/** What people mostly do at a stage, by its place among the verbs, so that stories come to an end. */
const NATURAL: Partial<Record<Stage, readonly number[]>> = {
  received: [0],
  dispatched: [1],
  handling: [1, 4, 6, 7, 8, 9, 13, 14, 20, 21],
  answered: [15, 16, 18, 20, 21],
  reviewed: [23, 24],
  visited: [21, 24],
  suspended: [20, 22],
}

/** Acts that end much of what is going on: seldom, so that stories get long. */
function rare(
  t: TicketState,
  { no, approvalNo, dice }: { no: number; approvalNo: number; dice: number },
  { clerk, dispatcher }: { clerk: Context; dispatcher: Context },
): Decision {
  if (dice === 0) return withdrawAppeal(t, {}, dispatcher)
  if (dice === 1) return cancelAssignment(t, { assignmentNo: no, note: '派错' }, dispatcher)
  if (dice < 4)
    return returnAssignment(t, { assignmentNo: no, reason: 'notOurDuty', note: '不归我管' }, clerk)
  if (dice < 7) return decideReturn(t, { approvalNo, accept: dice === 5 }, dispatcher)
  return passDown(t, { assignmentNo: no, units: [{ unitId: UNIT.lake }] }, clerk)
}

const moved = (change: readonly unknown[] | undefined) =>
  change && change.length === 2 ? (change as unknown as [string, string]) : null

/** Every move of a stage, of the appeal and of each assignment, is in the table. */
function checkMoves({ appeal, assignments = {} }: Changes): void {
  const stage = moved(appeal?.stage) as [Stage, Stage] | null
  if (stage) assert.ok(NEXT[stage[0]].includes(stage[1]), `appeal: ${stage.join(' → ')}`)
  for (const fields of Object.values(assignments)) {
    const step = moved(fields.stage) as [AssignmentStage, AssignmentStage] | null
    if (step) assert.ok(NEXT_ASSIGNMENT[step[0]].includes(step[1]), `assignment: ${step.join(' → ')}`)
  }
}

/** What must be true whatever people did. */
function checkState(t: TicketState, rules: Rules): void {
  const running = t.clocks.filter(c => c.metAt === null && c.cancelledAt === null)
  assert.equal(t.appeal.endedAt === null, isOpen(t.appeal.stage))
  if (t.appeal.endedAt !== null) assert.deepEqual(running, [])
  if (t.appeal.endedAt !== null)
    assert.ok(t.approvals.every(p => p.verdict !== null || p.kind === 'exclusion'))
  if (t.appeal.stage === 'suspended') assert.ok(running.every(c => c.pauses.some(p => p.to === null)))
  if (t.appeal.stage === 'struckOff')
    assert.ok(t.appeal.exemption !== null || t.visits.some(v => v.outcome !== null && v.endedAt !== null))
  assert.ok(t.visits.filter(v => v.endedAt === null).length <= 1)
  assert.ok(t.reviews.length <= 1)
  assert.ok(t.clocks.filter(c => c.kind === 'closure').length <= 1)
  const granted = t.approvals.filter(p => p.kind === 'extension' && p.verdict === 'approved')
  for (const a of t.assignments)
    assert.ok(granted.filter(p => p.assignmentNo === a.no).length <= rules.extensions.max)
}

function checkReplay(start: TicketState, taken: readonly Change[]): void {
  const ticket = blankTicket()
  replay(ticket, changesBetween(null, start))
  for (const change of taken) for (const step of change.steps) replay(ticket, step.changes)
  const last = taken.at(-1)?.after ?? start
  assert.equal(firstDifference(ticket.appeal, { ...last.appeal }), null)
  for (const name of CHILD_NAMES)
    for (const row of last[name])
      assert.equal(firstDifference(ticket.children[name].get(row.no) ?? {}, { ...row }), null, name)
}

test('[NC-14] [NC-15] whatever people do with a matter, it moves only along the table, nothing runs on after its end, and its history leads to where it stands', () => {
  const reachedStages = new Set<string>()
  const happened = new Set<string>()
  const story = fc.array(anyThrow, { minLength: 80, maxLength: 160 })
  fc.assert(
    fc.property(story, fc.constantFrom(...STEPS), (throws, require) => {
      const rules: Rules = { ...townRules, steps: [{ when: {}, require }] }
      const start = received()
      const taken: Change[] = []
      let t = start
      let now = MONDAY
      for (const thrown of throws) {
        // Working on: mostly minutes, now and then hours.
        now += (thrown.wait > 7 ? 5 : 0.2) * HOUR
        const decision = act(t, thrown, now, rules)
        if (isRefusal(decision)) continue
        for (const step of decision.steps) {
          happened.add(step.kind)
          checkMoves(step.changes)
        }
        taken.push(decision)
        t = decision.after
        reachedStages.add(t.appeal.stage)
        checkState(t, rules)
      }
      checkReplay(start, taken)
    }),
    { numRuns: 400 },
  )
  // The stories must have got around, or they say little.
  for (const stage of ['handling', 'suspended', 'answered', 'reviewed', 'visited', 'struckOff', 'withdrawn'])
    assert.ok(reachedStages.has(stage), `no story reached ${stage}`)
  for (const kind of [
    'appeal.reworked',
    'appeal.escalated',
    'appeal.reopened',
    'appeal.excluded',
    'visit.exempted',
    'appeal.published',
    'appeal.unpublished',
    'appeal.urged',
    'appeal.levelSet',
  ])
    assert.ok(happened.has(kind), `no story had ${kind}`)
})
