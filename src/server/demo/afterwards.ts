/** What a city makes of its matters: task forces, commendations, checks by the rubric and typical cases. */

import { DAY, HOUR, type Instant } from '../../domain/instant.ts'
import { type CommendationSource, DEFAULT_COMMENDATIONS } from '../../domain/quality/commendation.ts'
import { averageOf, DEFAULT_QUALITY } from '../../domain/quality/scorecard.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import { createForce, dissolveForce, type Ground } from '../accounts/task-force-saving.ts'
import type { Parts } from '../parts.ts'
import { insertCase, updateCase } from '../quality/cases.ts'
import { insertCheck, workOf } from '../quality/checks.ts'
import { decideCommendation, insertCommendation } from '../quality/commendations.ts'
import type { Chance } from './chance.ts'
import type { OwnClock } from './own-clock.ts'
import type { Town } from './town.ts'

interface Settled {
  id: number
  number: string
  title: string
  categoryId: number | null
  leadUnitId: number
  endedAt: Instant
  stars: number | null
}

interface Telling {
  parts: Parts
  clock: OwnClock
  town: Town
  present: Instant
}

/** Deterministic: the same matters give the same. */
export async function tellAfterwards(telling: Telling, chance: Chance): Promise<void> {
  const settled = await settledOf(telling)
  await setUpForces(telling)
  await giveThanks(telling, settled, chance.of('thanks'))
  await checkWork(telling, settled, chance.of('checks'))
  await writeCases(telling, settled)
}

const settledOf = ({ parts, town }: Telling) =>
  parts.db.named<Settled>(
    'demo.settled',
    `SELECT id, number, title, category_id AS "categoryId", lead_unit_id AS "leadUnitId", ended_at AS "endedAt", satisfaction AS stars
     FROM appeal WHERE tenant_id = $1 AND stage = 'struckOff' AND lead_unit_id IS NOT NULL AND NOT confidential AND title IS NOT NULL
     ORDER BY number`,
    [town.tenantId],
  )

const dayAt = ({ town }: Telling, at: Instant) => dayOfNumber(dayNumberAt(town.calendar.zone, at))

async function idsOfPeople({ parts, town }: Telling): Promise<(code: string) => number> {
  const rows = await parts.db.kysely
    .selectFrom('person')
    .select(['id', 'code'])
    .where('tenant_id', '=', town.tenantId)
    .execute()
  const ids = new Map(rows.map(r => [r.code, r.id]))
  return code => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`the sample city has no person ${code}`)
    return id
  }
}

/** One at work for the winter; one that is over, and keeps its history. */
async function setUpForces(telling: Telling): Promise<void> {
  const { parts, clock, town, present } = telling
  const person = await idsOfPeople(telling)
  const regionId = [...town.directory.regions.values()].find(r => r.code === '990101')!.id
  const groundAt = (at: Instant): Ground => ({
    actor: {
      ...{ kind: 'staff', tenantId: town.tenantId, personId: person('director'), name: '中心主任' },
      ...{
        unitId: town.directory.units.root.id,
        grants: [{ role: 'centreDirector', unitId: town.directory.units.root.id }],
      },
    },
    directory: town.directory,
    today: dayAt(telling, at),
  })
  const member = (code: string, duty: string) => ({ personId: person(code), duty })
  const [begun, over] = [present - 27 * DAY, present - 70 * DAY]
  const heating = await clock.at(begun, () =>
    createForce(parts, groundAt(begun), {
      name: '冬季供热保障工作专班',
      task: '供热季内“不热”诉求两小时联系、当日测温，老旧小区集中问题一片一策，春节前全部销号。',
      basis: '《关于推行“接诉即办”改革工作的实施意见》（示发〔2026〕1号）',
      ...{
        startsOn: dayAt(telling, begun),
        endsOn: null,
        leaderId: person('vicemayor'),
        deputyId: person('heat-leader'),
      },
      members: [
        member('heat-liaison', '抢修调度'),
        member('zhujian-handler', '老旧小区管网改造'),
        member('east-liaison', '东区入户测温'),
        member('west-liaison', '西区入户测温'),
      ],
      ...{ categoryIds: [town.categoryBy('0604').id], regionIds: [], numbers: [] },
    }),
  )
  const street = await clock.at(over, () =>
    createForce(parts, groundAt(over), {
      name: '东区占道经营整治专班',
      task: '东区学校、市场周边占道经营集中整治，疏堵结合，设便民摊点。',
      basis: '《示例市市容环境管理规定》第六条',
      ...{
        startsOn: dayAt(telling, over),
        endsOn: null,
        leaderId: person('chengguan-leader'),
        deputyId: person('east-leader'),
      },
      members: [member('chengguan-handler', '现场处置'), member('east-1-liaison', '劝导、设摊点')],
      ...{ categoryIds: [town.categoryBy('0202').id], regionIds: [regionId], numbers: [] },
    }),
  )
  if (isRefusal(heating) || isRefusal(street)) throw new Error('a task force of the sample city was refused')
  await notes(telling, heating.id, [
    [begun + 3 * DAY, person('heat-liaison'), '完成 42 个老旧小区换热站检查，3 处循环泵已更换。'],
    [begun + 12 * DAY, person('east-liaison'), '东区入户测温 260 户，低于 18 摄氏度的 11 户已逐户登记处理。'],
    [begun + 20 * DAY, person('heat-leader'), '下一步：对连续三天反映的小区派驻抢修队，每日一汇总。'],
  ])
  await notes(telling, street.id, [
    [over + 10 * DAY, person('chengguan-handler'), '学校周边 6 处占道点清理完毕，设临时便民摊点 2 处。'],
  ])
  const end = present - 12 * DAY
  const dissolved = await clock.at(end, () =>
    dissolveForce(parts, groundAt(end), {
      ...{ actor: groundAt(end).actor, params: { id: street.id }, ifMatch: 1, idempotency: undefined },
      body: { outcome: '占道经营诉求由每周 9 件降到 2 件，转入日常管理。' },
    }),
  )
  if (isRefusal(dissolved)) throw new Error('a task force of the sample city was refused')
}

async function notes(
  { parts, town }: Telling,
  forceId: number,
  told: readonly (readonly [at: Instant, by: number, text: string])[],
): Promise<void> {
  for (const [at, by, text] of told)
    await parts.db.kysely
      .insertInto('task_force_note')
      .values({ tenant_id: town.tenantId, force_id: forceId, at: new Date(at), by_id: by, text })
      .execute()
}

const CITIZENS = [
  '办得快，当天就有人上门，说话也和气。',
  '修好以后还回来看了一趟，谢谢。',
  '以为要拖很久，没想到两天就解决了。',
  '孩子上学的路终于安全了，全楼都感谢。',
  '回访的同志很耐心，问题说清楚了。',
]
const LETTERS: readonly (readonly [CommendationSource, string, string])[] = [
  ['higherLevel', '上级热线办（样例）', '你市办理的跨区域供水诉求处置及时、答复准确，特致函感谢。'],
  ['enterprise', '示例云帆机械有限公司', '用电增容卡了半个月，专员上门三天办结，保住了订单，赠锦旗一面。'],
  ['enterprise', '示例晨光食品有限公司', '道路积水影响出货，当晚抽排，第二天恢复通行。'],
]

/** Thanks for what was settled well, most of them confirmed, the last still to be looked at. */
async function giveThanks(telling: Telling, settled: readonly Settled[], chance: Chance): Promise<void> {
  const { parts, town, present } = telling
  const person = await idsOfPeople(telling)
  const well = settled.filter(s => s.stars === 5)
  const chosen = chance.shuffled(well.length >= 8 ? well : settled).slice(0, 8)
  for (const [i, matter] of chosen.entries()) {
    const [source, thankedBy, words] =
      LETTERS[i] ?? (['citizen', '张*', CITIZENS[i % CITIZENS.length]!] as const)
    const at = Math.min(matter.endedAt + chance.between(1, 3) * DAY, present - HOUR)
    const id = await insertCommendation(parts.db.kysely, {
      ...{ tenantId: town.tenantId, source, thankedBy, words, receivedOn: dayAt(telling, at) },
      ...{ appealId: matter.id, unitId: matter.leadUnitId, personIds: [], fileId: null },
      ...{ createdBy: person('visit01'), createdAt: at },
    })
    if (i < chosen.length - 2)
      await decideCommendation(parts.db.kysely, {
        ...{ tenantId: town.tenantId, id, by: person('qa01'), at: Math.min(at + DAY, present), reason: null },
        points: DEFAULT_COMMENDATIONS[source],
      })
  }
}

/** Every third settled matter, a day after it ended; who pleased people does better, and everybody a little better by the month. */
async function checkWork(telling: Telling, settled: readonly Settled[], chance: Chance): Promise<void> {
  const { parts, town, present } = telling
  const person = await idsOfPeople(telling)
  const checkers = [person('qa01'), person('qa02')]
  const { items } = town.tenant.policy.rules.quality ?? DEFAULT_QUALITY
  for (const matter of settled.filter(() => chance.happens(0.34))) {
    const work = await workOf(parts.db, town.tenantId, { number: matter.number })
    const at = Math.min(matter.endedAt + DAY + chance.between(0, 8) * HOUR, present)
    if (!work || work.checked) continue
    const base = 3 + ((matter.stars ?? 4) - 3) * 0.5
    const scores = Object.fromEntries(
      items.map(i => [i.code, Math.max(0, Math.min(5, Math.round(base + chance.within(-0.9, 1.4))))]),
    )
    await insertCheck(parts.db, work, {
      ...{
        tenantId: town.tenantId,
        checkedBy: chance.pick(checkers),
        at,
        scores,
        average: averageOf(scores, items),
      },
      ...{ flags: [], note: null },
    })
  }
}

const TOLD = [
  {
    situation: '居民反映小区门前道路设施损坏多日，老人孩子出行不便。',
    handling: '承办单位当天到场设置警示，次日修复，并排查同一路段同类隐患，一并处理。',
    outcome: '诉求人回访表示满意，同路段此后没有再反映。',
    lesson: '有一办一、举一反三：修一处，查一路。',
  },
  {
    situation: '一家企业反映办理手续往返多次，不清楚缺什么材料。',
    handling: '窗口专员上门核对材料，一次告知，协调两个部门并联办理。',
    outcome: '三个工作日办结，企业送来感谢信。',
    lesson: '一次告知写成清单，放进知识库，来电当场能答。',
  },
  {
    situation: '多户居民反映同一时段公用服务中断，没有提前公告。',
    handling: '抢修同时在小区群和公告栏说明原因和恢复时间，事后修订公告流程。',
    outcome: '当晚恢复，重复诉求由十余件降到零。',
    lesson: '说清楚和修得快一样重要。',
  },
] as const
const SHOWN = ['public', 'inside', null] as const

/** One for citizens, one for the staff, one that waits for approval. */
async function writeCases(telling: Telling, settled: readonly Settled[]): Promise<void> {
  const { parts, town, present } = telling
  const person = await idsOfPeople(telling)
  const units = new Set<number>()
  // Of three units, the earliest that pleased.
  const chosen = settled
    .filter(s => s.stars === 5 && !units.has(s.leadUnitId) && units.add(s.leadUnitId))
    .slice(0, TOLD.length)
  for (const [i, matter] of chosen.entries()) {
    const words = { title: TITLES[i]!, ...TOLD[i]! }
    const at = Math.min(matter.endedAt + 5 * DAY, present - HOUR)
    const { tenantId } = town
    const saved = await insertCase(parts.db.kysely, {
      ...{ tenantId, appealId: matter.id, categoryId: matter.categoryId, unitId: matter.leadUnitId },
      ...{ ...words, by: person('qa01'), at },
    })
    const state = SHOWN[i]
    if (saved && state)
      await updateCase(parts.db.kysely, tenantId, saved, {
        ...words,
        state,
        approvedBy: person('director'),
        at: at + HOUR,
      })
  }
}
const TITLES = ['修一处，查一路', '一次告知，三天办结', '停供之夜：边修边说清楚']
