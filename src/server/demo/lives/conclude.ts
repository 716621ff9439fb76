/** 访 and 销号: the centre reviews an answer, calls back, and strikes off what holds; what doesn't goes back to work. */
import { accept } from '../../../domain/handling/accept-answer.ts'
import { askCloseException, askExclusion } from '../../../domain/handling/ask-exception.ts'
import { decideRequest } from '../../../domain/handling/decide-request.ts'
import { publishAppeal } from '../../../domain/handling/publish-appeal.ts'
import { sendBack } from '../../../domain/handling/send-back.ts'
import { DAY, HOUR, MINUTE } from '../../../domain/instant.ts'
import { attemptVisit } from '../../../domain/visits/attempt-visit.ts'
import { openVisit } from '../../../domain/visits/duty.ts'
import { giveReview } from '../../../domain/visits/give-review.ts'
import { reopenAppeal } from '../../../domain/visits/reopen-appeal.ts'
import { strikeOff } from '../../../domain/visits/strike-off.ts'
import type { Life } from '../life.ts'
import { betweenHours } from '../pace.ts'

/** True when the answer of this round fell short and the unit works on it again. */
export async function conclude(life: Life, round: number): Promise<boolean> {
  const fall = life.plan.traits.falls?.[round]
  if (life.appeal.stage === 'answered') {
    await life.share('review', null, 0.05, 0.7)
    if (fall === 'centre') return sentBack(life)
    await accepted(life)
  }
  if (fall === 'review') return rated(life, 1)
  await rateBefore(life)
  if (openVisit(life.state)) await visit(life, fall === 'visit')
  if (life.appeal.stage === 'handling') return true
  await raised(life)
  await life.office(20, 400)
  await life.act(life.someone('dispatcher'), strikeOff, {})
  if (fall !== 'reopen') return after(life)
  await life.wait(2 * DAY, 12 * DAY)
  await life.act(life.appellant, reopenAppeal, { note: '问题又出现了，请再看看。' })
  return true
}

async function sentBack(life: Life): Promise<true> {
  const reasons = [life.chance.pick(['offThePoint', 'noEvidence', 'notContacted'])]
  await life.act(life.someone('dispatcher'), sendBack, {
    no: life.lead.no,
    reasons,
    note: '请补充处理依据和现场照片后重新答复。',
  })
  return true
}

/** What isn't solved is accepted only with an approved exception. */
async function accepted(life: Life): Promise<void> {
  const { result } = life.appeal
  if (result === 'unsolved' || result === 'partly') {
    const me = life.forUnit('appeal.handle', life.lead.unitId)
    await life.act(me, askCloseException, { reason: 'conditionsLacking', note: '已列入台账并告知诉求人。' })
    life.waitsFor('exception')
    await approved(life)
    await life.office(10, 60)
  }
  await life.act(life.someone('dispatcher'), accept, { no: life.lead.no })
}

async function approved(life: Life): Promise<void> {
  await life.office(30, 300)
  const asked = life.state.approvals.findLast(p => p.verdict === null)!
  await life.act(life.someone('centreDirector'), decideRequest, {
    no: asked.no,
    verdict: 'approved',
    note: '同意。',
    asked: {},
  })
}

/** Some rate the answer themselves before anybody calls. */
async function rateBefore(life: Life): Promise<void> {
  const { stars } = life.plan.traits
  if (stars === undefined) return
  await life.wait(20 * MINUTE, 6 * HOUR)
  await rated(life, stars)
}

async function rated(life: Life, stars: number): Promise<boolean> {
  const { chance } = life
  const near = () => Math.min(5, Math.max(1, stars + chance.between(-1, 1)))
  const comment =
    stars > 3
      ? chance.pick(['办得很快，谢谢。', '满意。', '工作人员很耐心。'])
      : '只是答复了，问题并没有解决。'
  const dimensions = { speed: near(), attitude: near(), ability: near(), result: stars }
  await life.act(life.appellant, giveReview, {
    stars,
    dimensions,
    via: chance.pick(['miniProgram', 'web', 'sms'] as const),
    comment,
  })
  return life.appeal.stage === 'handling'
}

async function visit(life: Life, poor: boolean): Promise<void> {
  const { rules } = life.scene.town.tenant.policy
  await life.share('visit', null, 0.1, 0.8)
  const vain = life.plan.traits.unreachable ? rules.visits.attempts : Number(life.chance.happens(0.15))
  for (let attempt = 0; attempt < vain; attempt++) {
    await inHours(life)
    await attempted(life, { outcome: 'noAnswer', note: '无人接听。' })
    if (openVisit(life.state))
      await life.wait((rules.visits.spreadHours + 0.2) * HOUR, (rules.visits.spreadHours + 3) * HOUR)
  }
  if (!openVisit(life.state)) return
  await inHours(life)
  if (!poor && life.chance.happens(0.04))
    await attempted(life, { outcome: 'refused', note: '诉求人表示不便接受回访。' })
  else await attempted(life, { outcome: 'reached', answer: answerOf(life, poor) })
}

const inHours = (life: Life): Promise<void> => {
  const { calendar, tenant } = life.scene.town
  return life.until(betweenHours(calendar, life.now + MINUTE, tenant.policy.rules.visits.hours, life.chance))
}

type Attempt = Omit<Parameters<typeof attemptVisit>[1], 'no'>
const attempted = (life: Life, attempt: Attempt): Promise<void> =>
  life.act(life.someone('visitor'), attemptVisit, {
    no: openVisit(life.state)!.no,
    call: `H${life.now}`,
    ...attempt,
  })

function answerOf({ chance, appeal }: Life, poor: boolean) {
  if (poor)
    return {
      contacted: true,
      result: 'unsolved',
      processSatisfaction: chance.between(2, 3),
      resultSatisfaction: chance.between(1, 2),
    } as const
  const partly = appeal.result === 'unsolved' || appeal.result === 'partly'
  const resultSatisfaction = partly
    ? 3
    : chance.weighted([
        [5, 62],
        [4, 28],
        [3, 10],
      ] as const)
  const processSatisfaction = chance.weighted([
    [5, 66],
    [4, 26],
    [3, 8],
  ] as const)
  return {
    contacted: chance.happens(0.97),
    result: partly ? 'partly' : 'solved',
    processSatisfaction,
    resultSatisfaction,
  } as const
}

/** Reworked as often as the rules allow and still not well: supervision decides what is next. */
async function raised(life: Life): Promise<void> {
  const asked = life.state.approvals.find(p => p.verdict === null && p.kind === 'closeException')
  if (!asked) return
  await life.office(60, 400)
  const note = '已现场复核，责任单位已尽职，向诉求人当面解释。'
  await life.act(life.someone('supervisor'), decideRequest, {
    no: asked.no,
    verdict: 'approved',
    note,
    asked: {},
  })
}

async function after(life: Life): Promise<false> {
  await published(life)
  if (!life.plan.traits.excluded) return false
  await life.office(60, 600)
  const me = life.forUnit('appeal.handle', life.lead.unitId)
  await life.act(me, askExclusion, { reason: 'outsideForce', note: '受客观条件限制。' })
  await approved(life)
  return false
}

/** Of what is settled the city shows a part to everybody. */
async function published(life: Life): Promise<void> {
  if (life.appeal.confidential || !life.chance.happens(0.4)) return
  await life.office(60, 600)
  await life.act(life.someone('centreDirector'), publishAppeal, {})
}
