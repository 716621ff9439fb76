/** 上行办理: a message of a platform, from the preliminary reply to the report upward and the answer published there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { takeForPlatforms } from '../../src/server/exchange/platform-replies.ts'
import { letRead } from '../../src/server/exchange/town.testing.ts'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, type Matter, matterOf, steppedRules } from './matter.testing.ts'

let world: World
let m: Matter
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

interface Step {
  step: string
  doneAt: string | null
  dueAt: string | null
  light: string
  paper: { id: number; number: string } | null
}
const way = async (): Promise<Record<string, Step>> => {
  const answer = await world.call('dispatcher', 'GET', `/appeals/${m.number}/way-upward`)
  isDone(answer)
  return Object.fromEntries((answer.body.steps as Step[]).map(s => [s.step, s]))
}

test('[LL-25] a platform’s message takes the seven steps upward, each with its paper and its limit', async () => {
  const brought = await world.call('agent', 'POST', '/platforms/wenzheng/messages', {
    body: {
      messages: [
        {
          id: 'w-77',
          title: '湖滨路路灯不亮',
          content: '湖滨路的路灯一周不亮，请修。',
          appellant: { name: '王小明', phone: '13812345678' },
        },
      ],
    },
  })
  const [{ number }] = brought.body.messages as [{ number: string }]
  m = matterOf(world, number)
  // The rules ask it of what bears this tag.
  await world.call('dispatcher', 'POST', `/appeals/${number}/classify`, { body: { tags: ['upward'] } })
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  isDone(await m.act('dispatcher', 'dispatch', { units }))
  assert.deepEqual(Object.keys(await way()), [
    'preliminary',
    'notice',
    'progress',
    'material',
    'countersign',
    'report',
    'publish',
  ])
  assert.ok((await way()).material!.dueAt, 'the report is due with the reply')
  isDone(await m.act('supervisor', 'sheets', { kind: 'taskNotice', demand: '请三日内办结。', limit: '3wd' }))
  await m.sign()
  await m.contact()
  isDone(await m.on(1, 'roads', 'preliminary-reply', { answer: '已派人查看，三日内修复。' }))
  isDone(
    await m.on(1, 'roads', 'progress', {
      note: '查明镇流器损坏三只。',
      next: { what: '更换镇流器', dueAt: '2026-09-30T18:00:00+08:00', personId: world.person.roads },
    }),
  )
  const steps = await way()
  assert.ok(steps.preliminary!.doneAt && steps.notice!.doneAt && steps.progress!.doneAt)
  assert.ok(steps.notice!.paper?.number, 'the notice is a paper')
})

let report: { id: number; number: string }
test('[LL-27] the report material is made of what the ticket holds, mended, and issued once under a number', async () => {
  const drafted = await world.call('dispatcher', 'GET', `/appeals/${m.number}/report-material`)
  isDone(drafted)
  const { title, text } = drafted.body as { title: string; text: string }
  assert.equal(title, '关于湖滨路路灯不亮办理情况的报告')
  for (const said of [
    '一、问题线索',
    '湖滨路的路灯一周不亮，请修。',
    '二、初步回复',
    '2026年9月28日，已派人查看，三日内修复。',
    '三、查明的事实',
    '四、办理措施',
    '查明镇流器损坏三只。；下一步：更换镇流器',
    '五、办理结果',
    '六、网上详细答复',
    '七、会签意见',
    '| 会签单位 | 意见 | 日期 |',
    'w-77',
  ])
    assert.ok(text.includes(said), `${said} in\n${text}`)
  isRefused(
    await world.call('roads', 'POST', `/appeals/${m.number}/report-material`, { body: { title, text } }),
    'not-permitted',
    403,
  )
  const issued = await world.call('dispatcher', 'POST', `/appeals/${m.number}/report-material`, {
    body: {
      title,
      text: text.replace('（待补充）', '路灯已全部修复。'),
      mainTo: ['示例省政务服务热线办公室'],
    },
  })
  assert.equal(issued.status, 201, JSON.stringify(issued.body))
  report = issued.body as typeof report
  assert.deepEqual((await way()).material!.paper, report)
  const { body } = await world.call('roads', 'GET', `/documents/${report.id}`)
  assert.ok(JSON.stringify(body.data).includes('路灯已全部修复。'), 'the unit on the ticket reads it')
  assert.equal((await world.call('water', 'GET', `/documents/${report.id}`)).status, 404)
})

test('[LL-26] it is countersigned, and reported upward by the paper’s number', async () => {
  const up = (body: object) => m.on(1, 'roads', 'report-upward', { to: '德州市12345', ...body })
  isRefused(await up({ documentId: report.id }), 'countersign-first', 409)
  isDone(
    await m.on(1, 'roads', 'countersign', { unitIds: [world.unit.water], text: `请会签${report.number}` }),
  )
  const signing = (await m.below('approval')).find(p => p.kind === 'countersign')!
  isDone(await m.decide('waterSigner', Number(signing.no), 'approved'))
  isRefused(await up({}), 'evidence-missing', 422, 'report')
  isRefused(await up({ documentId: 999_999 }), 'not-found', 404, 'documentId')
  isDone(await up({ documentId: report.id }))
  const asked = (await m.below('approval')).find(p => p.kind === 'reportUpward')!
  isDone(await m.decide('dispatcher', Number(asked.no), 'approved'))
  const { report: step, countersign } = await way()
  assert.ok(step!.doneAt && countersign!.doneAt)
  assert.deepEqual(step!.paper, report)
  const told = (await m.events()).find(e => e.kind === 'assignment.reportedUpward')!
  assert.deepEqual([told.facts.documentId, told.texts?.report], [report.id, `见${report.number}`])
})

test('[LL-25] the detailed answer goes back to its platform, and that it stands there closes the way', async () => {
  await m.answer()
  await m.accept()
  await letRead(world, takeForPlatforms)
  const { body } = await world.call('dispatcher', 'GET', '/platforms/wenzheng/replies')
  const final = (body.replies as { id: number; kind: string; messageId: string; text: string }[]).find(
    r => r.kind === 'final',
  )!
  assert.deepEqual([final.messageId, final.text], ['w-77', '路灯已修好，恢复照明。'])
  assert.equal((await way()).publish!.doneAt, null)
  isDone(await world.call('dispatcher', 'POST', `/platforms/wenzheng/replies/${final.id}/ack`))
  assert.ok((await way()).publish!.doneAt)
})
