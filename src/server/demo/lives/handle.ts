/** 办: one round of work of the units on a matter, from signing for it to the reply. */

import type { Actor } from '../../../domain/access/actor.ts'
import { passDown } from '../../../domain/dispatch/pass-down.ts'
import { askCountersign } from '../../../domain/handling/ask-countersign.ts'
import { checkSite } from '../../../domain/handling/check-site.ts'
import { contactAppellant } from '../../../domain/handling/contact-appellant.ts'
import { decideRequest } from '../../../domain/handling/decide-request.ts'
import { recordProgress } from '../../../domain/handling/record-progress.ts'
import { reply } from '../../../domain/handling/reply.ts'
import { replyPreliminarily } from '../../../domain/handling/reply-preliminarily.ts'
import { reportUpward } from '../../../domain/handling/report-upward.ts'
import { signAssignment } from '../../../domain/handling/sign-assignment.ts'
import { HOUR } from '../../../domain/instant.ts'
import type { Assignment } from '../../../domain/record/state.ts'
import type { Result } from '../../../domain/vocabulary.ts'
import type { Life } from '../life.ts'
import type { Plan } from '../plan.ts'
import { delays } from './delays.ts'

/** Everything until the appeal is answered; `round` counts from 0. */
export async function handle(life: Life, round: number): Promise<void> {
  const { traits } = life.plan
  const me = life.forUnit('appeal.handle', life.lead.unitId)
  if (life.lead.stage === 'assigned') await sign(life, me, life.lead)
  await contact(life, life.appeal.confidential ? life.someone('dispatcher') : me)
  if (round === 0 && traits.passedDown) await passedDown(life, me)
  if (life.must('preliminaryReply') && life.lead.preliminaryAt === null) await preliminary(life, me)
  await assists(life)
  if (round === 0) await delays(life, me)
  await progress(life, me)
  await steps(life, me)
  await answer(life, me, round)
}

async function sign(life: Life, me: Actor, a: Assignment): Promise<void> {
  const late = life.plan.traits.late === 'sign'
  await life.share('sign', a.no, late ? 1.1 : 0.03, late ? 1.8 : 0.5)
  await life.act(me, signAssignment, { no: a.no })
}

async function contact(life: Life, me: Actor): Promise<void> {
  const { no } = life.lead
  await life.share('firstContact', no, 0.05, 0.6)
  const { anonymous, wantsVisit } = life.appeal
  if (anonymous || !wantsVisit) {
    const exemption = anonymous ? 'anonymous' : 'askedNotToBeCalled'
    return life.act(me, contactAppellant, { no, reached: false, exemption })
  }
  if (life.chance.happens(0.1)) {
    await life.act(me, contactAppellant, {
      no,
      how: 'phone',
      reached: false,
      call: callOf(life),
      note: '电话无人接听，稍后再联系。',
    })
    await life.office(60, 180)
  }
  const note = life.chance.pick([
    '已与诉求人联系，核实了具体位置和诉求。',
    '电话联系，诉求人希望尽快解决。',
    '已联系，约定现场见面。',
  ])
  await life.act(me, contactAppellant, { no, how: 'phone', reached: true, call: callOf(life), note })
}

/** Reference of a recorded call. */
const callOf = (life: Life): string => `L${life.now}-${life.chance.between(100, 999)}`

async function preliminary(life: Life, me: Actor): Promise<void> {
  const { no } = life.lead
  await life.share('preliminaryReply', no, 0.1, 0.7)
  const answer = '您反映的问题我们已收到并安排专人核查，将在规定时限内答复您处理结果。'
  await life.act(me, replyPreliminarily, { no, answer })
}

/** The unit gives it to one below, which answers upward. */
async function passedDown(life: Life, me: Actor): Promise<void> {
  const { units } = life.scene.town.directory
  const below = units.all.filter(
    u => u.parentId === life.lead.unitId && ['street', 'township', 'institution'].includes(u.kind),
  )
  if (below.length === 0) return
  const unitId = life.chance.pick(below).id
  await life.office(10, 90)
  await life.act(me, passDown, {
    assignmentNo: life.lead.no,
    units: [{ unitId }],
    note: '请现场核实并报处理结果。',
  })
  await part(life, life.state.assignments.at(-1)!)
}

async function assists(life: Life): Promise<void> {
  for (const a of life.state.assignments)
    if (a.role === 'assist' && a.endedAt === null && a.repliedAt === null) await part(life, a)
}

/** A duty beside the lead's, signed for and answered. */
async function part(life: Life, a: Assignment): Promise<void> {
  const actor = life.forUnit('appeal.handle', a.unitId)
  await sign(life, actor, a)
  await life.share('reply', a.no, 0.1, 0.35)
  const files = await life.pictures(actor, 'evidence')
  await life.act(actor, reply, {
    no: a.no,
    answer: '已按分工核实处理，情况属实，已整改到位。',
    result: 'solved',
    files,
  })
}

async function progress(life: Life, me: Actor): Promise<void> {
  if (!life.chance.happens(0.35)) return
  await life.share('reply', life.lead.no, 0.1, 0.3)
  const note = life.chance.pick([
    '已到现场查看，正在制定处理方案。',
    '已约谈有关责任方，限期整改。',
    '材料已备齐，明日进场处理。',
  ])
  await life.act(me, recordProgress, { no: life.lead.no, note })
}

/** The optional steps the rules ask for before the reply. */
async function steps(life: Life, me: Actor): Promise<void> {
  const { no, unitId } = life.lead
  if (life.must('siteCheck') && life.lead.siteCheckedAt === null) {
    await life.share('reply', no, 0.1, 0.4)
    await life.act(me, checkSite, {
      no,
      files: await life.pictures(me, 'before', 'after'),
      note: '现场已处置。',
    })
  }
  if (life.must('countersign')) await countersigned(life, me, unitId)
  if (life.must('reportUpward')) await reported(life, me)
}

const REPORT = '经调查核实，情况基本属实，已制定整改措施并明确责任人和时限。'

async function countersigned(life: Life, me: Actor, unitId: number): Promise<void> {
  const { units } = life.scene.town.directory
  const other = life.chance.pick(
    units.all.filter(
      u => u.kind === 'department' && u.id !== unitId && u.parentId !== null && u.code !== 'city',
    ),
  )
  await life.act(me, askCountersign, { no: life.lead.no, unitIds: [other.id], text: REPORT })
  await life.office(30, 180)
  const signer = life.forUnit('appeal.sign', other.id)
  await life.act(signer, decideRequest, {
    no: life.state.approvals.at(-1)!.no,
    verdict: 'approved',
    note: '同意。',
    asked: { report: REPORT },
  })
}

async function reported(life: Life, me: Actor): Promise<void> {
  const texts = { report: REPORT, to: '上级 12345 平台' }
  await life.office(5, 20)
  await life.act(me, reportUpward, { no: life.lead.no, ...texts })
  await life.office(5, 20)
  const dispatcher = life.someone('dispatcher')
  await life.act(dispatcher, decideRequest, {
    no: life.state.approvals.at(-1)!.no,
    verdict: 'approved',
    asked: texts,
  })
}

const UNSOLVED = '您反映的问题经核查暂不具备解决条件，已列入问题台账，条件具备后优先安排，请您谅解。'

async function answer(life: Life, me: Actor, round: number): Promise<void> {
  const { traits } = life.plan
  const late = traits.late === 'reply' && round === 0
  const clock = round > 0 ? 'rework' : 'reply'
  await life.share(clock, life.lead.no, late ? 1.05 : 0.25, late ? 1.7 : 0.85)
  const words = await said(life, me)
  if (!life.must('innerReview')) return
  life.waitsFor('signature')
  if (traits.falls?.[round] === 'signature') {
    await signed(life, 'rejected', words)
    await life.wait(HOUR, 3 * HOUR)
    await life.office(1, 30)
    await said(life, me)
  }
  await signed(life, 'approved', words)
}

interface Said extends Record<string, string> {
  answer: string
  internalNote: string
}

/** Replies as the life goes; answers the words of it. */
async function said(life: Life, me: Actor): Promise<Said> {
  const result = resultOf(life.plan)
  const failed = result === 'unsolved' || result === 'partly'
  const answer = failed ? UNSOLVED : `您好，您反映的“${life.words.title}”已办理。${life.words.reply}`
  const words = { answer, internalNote: '已核对台账，材料齐全。' }
  await life.act(me, reply, {
    no: life.lead.no,
    ...words,
    result,
    files: result === 'solved' ? await life.pictures(me, 'evidence') : [],
    ...(failed && {
      cause: life.chance.pick(['cannotDo', 'hardToDo', 'policyGap'] as const),
      causeStep: '现场勘察',
    }),
    ...(life.lead.target && { reached: life.chance.between(42, 54) }),
  })
  return words
}

function resultOf({ matter, traits }: Plan): Result {
  if (traits.result) return traits.result
  return ['inquiry', 'other', 'praise'].includes(matter.kind) ? 'explained' : 'solved'
}

/** 签发 or not: the unit's own signature on its draft. */
async function signed(life: Life, verdict: 'approved' | 'rejected', words: Said): Promise<void> {
  await life.office(10, 150)
  const asked = life.state.approvals.findLast(p => p.kind === 'innerReview')!
  const signer = life.scene.town.signer(asked.unitId, asked.askedBy, life.chance)
  const note = verdict === 'approved' ? '同意。' : '答复不够具体，请补充处理结果。'
  await life.act(signer, decideRequest, { no: asked.no, verdict, note, asked: words })
}
