/** Appeals that have to do with one another: merged, joined, come again, split, and the many of one incident. */
import { DAY, HOUR, MINUTE } from '../../../domain/instant.ts'
import { joinParent } from '../../../domain/intake/join-parent.ts'
import { mergeAppeals } from '../../../domain/intake/merge-appeals.ts'
import { answerAppeal } from '../../../domain/intake/settle-undispatched.ts'
import { splitAppeal } from '../../../domain/intake/split-appeal.ts'
import { unmergeAppeals } from '../../../domain/intake/unmerge-appeals.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import { joinThrough } from '../../intake/joining.ts'
import { personOf } from '../../intake/persons.ts'
import { Life } from '../life.ts'
import { arrive } from './arrive.ts'

/** What happens between its arrival and its dispatch. */
export async function linkEarly(life: Life): Promise<void> {
  const { linked } = life.plan.traits
  if (linked === 'split') await split(life)
  if (linked === 'repeat') await repeat(life)
  if (linked === 'incident') await gather(life)
}

/** What happens while a unit has it. */
export async function linkLate(life: Life): Promise<void> {
  const { linked } = life.plan.traits
  if (linked === 'join') await join(life)
  if (linked === 'merge' || linked === 'unmerge') await merge(life, linked === 'unmerge')
}

/** Another appeal of the same story: its own number and people, the same matter and place. */
function sibling(life: Life, name: string): Life {
  const plan = { ...life.plan, traits: {}, restsAt: null }
  return new Life(life.scene, plan, at => life.until(at), life.chance.of(name))
}

const samePlace = (life: Life) => ({
  place: {
    ...(life.appeal.gridId !== null && { gridId: life.appeal.gridId }),
    ...(life.appeal.lng !== null &&
      life.appeal.lat !== null && { lng: life.appeal.lng, lat: life.appeal.lat }),
    address: life.words.address,
  },
})

const again = (life: Life, opening: string) => ({
  channel: life.scene.town.directory.channels.get(life.appeal.channelId)!,
  title: life.words.title,
  content: `${opening}${life.words.content}`,
  ...samePlace(life),
})

/** A neighbour calls about the same; the dispatcher puts both together, and sometimes thinks better of it. */
async function merge(life: Life, undone: boolean): Promise<void> {
  await life.wait(HOUR, 8 * HOUR)
  const other = sibling(life, 'neighbour')
  await arrive(other, again(life, '我也是住在这里的，'))
  await life.wait(5 * MINUTE, 40 * MINUTE)
  const dispatcher = life.someone('dispatcher')
  await other.together(dispatcher, [life], ([source, into], context) => mergeAppeals(source!, into!, context))
  if (!undone) return
  await life.wait(HOUR, 3 * HOUR)
  await other.together(dispatcher, [life], ([source, into], context) =>
    unmergeAppeals(source!, into!, context),
  )
  await life.wait(10 * MINUTE, HOUR)
  await other.act(life.someone('agent'), answerAppeal, {
    answer: '您反映的位置与另一单不同，已转物业当场解决。',
  })
}

/** Two or three more press “me too”. */
async function join(life: Life): Promise<void> {
  const { parts, persons, town } = life.scene
  const [channel] = town.channelsOf('hotline')
  for (let more = life.chance.between(1, 3); more > 0; more--) {
    await life.wait(20 * MINUTE, 5 * HOUR)
    const actor = life.someone('agent')
    const done = await joinThrough(parts, {
      actor,
      appealId: life.id,
      channelId: channel!.id,
      contact: null,
      appellant: persons.next(),
      whyNot: () => null,
    })
    if (isRefusal(done)) life.refused('join', done)
    life.became(done.state)
  }
}

/** The same person comes again, and again; the later ones go into the first. */
async function repeat(life: Life): Promise<void> {
  const { parts, town } = life.scene
  const appellant = await personOf(parts, town.tenantId, { appealId: life.id })
  for (let time = 2; time <= 3; time++) {
    await life.wait(3 * HOUR, DAY)
    const other = sibling(life, `time ${time}`)
    await arrive(other, { ...again(life, '之前反映过，一直没有解决，'), ...(appellant && { appellant }) })
    await life.wait(5 * MINUTE, 20 * MINUTE)
    await other.together(life.someone('dispatcher'), [life], ([source, into], context) =>
      mergeAppeals(source!, into!, context),
    )
  }
}

/** A call about two things becomes two appeals; the second is answered at once. */
async function split(life: Life): Promise<void> {
  const { parts, town } = life.scene
  const appellant = await personOf(parts, town.tenantId, { appealId: life.id })
  await life.wait(5 * MINUTE, 30 * MINUTE)
  const second = {
    title: '同时咨询网上办事指南',
    content: '顺便想问一下网上服务平台怎么查办理进度。',
    kind: 'inquiry',
    categoryId: town.categoryBy('010203').id,
  } as const
  const states = await life.together(
    life.someone('agent'),
    [],
    ([original], context, ids) => splitAppeal(original!, { parts: [second], appellant }, context, ids.appeal),
    1,
  )
  const part = sibling(life, 'part')
  part.id = states[1]!.id
  part.became(states[1]!)
  await life.wait(5 * MINUTE, HOUR)
  await part.act(life.someone('agent'), answerAppeal, {
    answer: '可在小程序“我的办件”中凭单号查询办理进度。',
  })
}

/** Many call about one incident; one of them stands for all. */
async function gather(life: Life): Promise<void> {
  const children: Life[] = []
  for (let child = life.chance.between(6, 14); child > 0; child--) {
    await life.wait(MINUTE, 9 * MINUTE)
    const other = sibling(life, `child ${child}`)
    await arrive(other, again(life, life.chance.pick(['我们这栋楼也是，', '全楼都这样，', '我家也是，', ''])))
    await other.together(life.someone('dispatcher'), [life], ([of, under], context) => {
      const change = joinParent(of!, under!, false, context)
      return isRefusal(change) ? change : [change]
    })
    children.push(other)
  }
  await life.wait(20 * MINUTE, 50 * MINUTE)
  const answer = `您反映的问题属于同一事件，已统一处置：${life.words.reply}`
  for (const child of children) await child.act(life.someone('agent'), answerAppeal, { answer })
}
