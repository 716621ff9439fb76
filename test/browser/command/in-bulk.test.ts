/** The supervisor's page of late items: sheets out in bulk with a preview, and what the ladder proposed decided there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SheetView } from '../../../src/contract/supervision.ts'
import { DAY } from '../../../src/domain/instant.ts'
import type { Rules } from '../../../src/domain/policy/rules.ts'
import { DEFAULT_SUPERVISION } from '../../../src/domain/supervision/ladder.ts'
import { sweepLights } from '../../../src/server/supervision/sweep.ts'
import { steppedRules } from '../../stories/matter.testing.ts'
import type { World } from '../../world.ts'
import { seatsOf } from '../seats.testing.ts'
import { openSurvey } from '../survey.testing.ts'

/** Only the yellow sheet is proposed, and joint supervision; nothing else follows by itself. */
const rules: Rules = {
  ...steppedRules,
  supervision: {
    ...DEFAULT_SUPERVISION,
    ladder: [
      { step: 'yellowUrge', at: 'yellow', clocks: ['reply'], mode: 'proposed' },
      { step: 'joint', at: 'overdue', clocks: ['reply'], mode: 'proposed' },
    ],
  },
}

async function live(world: World) {
  const now = Date.now()
  world.clock.set(new Date(now - 30 * DAY).toISOString())
  const lamps = await world.dispatched('roads', { title: '柳荫街井盖缺失' })
  const paving = await world.dispatched('roads', { title: '人行道塌陷' })
  const water = await world.dispatched('water', { title: '幸福里停水' })
  world.clock.set(new Date(now).toISOString())
  await sweepLights(world.app.parts)
  return { lamps: lamps.number, paving: paving.number, water: water.number }
}

const town = seatsOf(rules, live)
const sheetsOf = async (number: string) =>
  (await town.world.call('supervisor', 'GET', `/appeals/${number}/sheets`)).body.sheets as SheetView[]

test('[LL-36] [LL-22] a whole unit’s late items get the red sheet at once: previewed with numbers, sent, each with its paper', async () => {
  const { page, go, axe, leave, shot } = await town.sit('supervisor')
  await go('/command/late')
  const roads = page.getByRole('region', { name: '市政工程处' })
  await roads.getByRole('checkbox', { name: '全选：市政工程处' }).check()
  await page.getByRole('checkbox', { name: '选择：幸福里停水' }).check()
  const bar = page.getByRole('region', { name: '已选事项' })
  await bar.getByText('已选 3 项，2 个单位').waitFor()
  await axe('picked')
  await bar.getByRole('button', { name: '批量发单' }).click()
  const dialog = page.getByRole('dialog')
  const rows = dialog.getByRole('region', { name: '逐件' }).getByRole('listitem')
  await dialog.getByText('红色督办单：可以 3 件，不能 0 件').waitFor()
  const promised = (await rows.allInnerTexts()).map(row => /将得\s+(\S+)/.exec(row)?.[1])
  assert.equal(new Set(promised).size, 3, String(promised))
  await axe('the preview')
  await shot('command/late-preview')
  await dialog.getByLabel('办理要求').fill('今天必须到现场，逾期说明原因。')
  await dialog.getByRole('button', { name: '发出 3 件' }).click()
  await dialog.getByText('已完成 3 件，未成 0 件').waitFor()
  assert.deepEqual(
    (await rows.allInnerTexts()).map(row => /已完成\s+(\S+)/.exec(row)?.[1]),
    promised,
  )
  const paper = await rows
    .first()
    .getByRole('link', { name: /^看原单/ })
    .getAttribute('href')
  assert.equal((await page.request.get(paper!)).headers()['content-type'], 'application/pdf')
  await axe('what was sent')
  await shot('command/late-sent')
  await dialog.getByRole('button', { name: /^完\s*成$/ }).click()
  await bar.waitFor({ state: 'hidden' })
  const sent = (await sheetsOf(town.lived.lamps)).find(s => s.kind === 'redSupervise')!
  assert.deepEqual([sent.stage, sent.demand], ['issued', '今天必须到现场，逾期说明原因。'])

  // A second time there is nothing to send, and each row says why.
  await roads.getByRole('checkbox', { name: '全选：市政工程处' }).check()
  await bar.getByRole('button', { name: '批量发单' }).click()
  await dialog.getByText('红色督办单：可以 0 件，不能 2 件').waitFor()
  assert.match((await rows.allInnerTexts()).join(), /不能：还有督办单没有办结/)
  assert.ok(await dialog.getByRole('button', { name: '发出 0 件' }).isDisabled())
  await axe('refused rows')
  await dialog.locator('.ant-radio-button-wrapper', { hasText: '领导督办' }).click()
  await dialog.getByText('领导督办：可以 2 件，不能 0 件').waitFor()
  await dialog.getByText(/由中心主任或市领导决定/).waitFor()
  await dialog.getByRole('button', { name: '提请 2 件' }).click()
  await dialog.getByText('已完成 2 件，未成 0 件').waitFor()
  await leave()
})

test('[ZY-33] [LL-21] what the ladder proposed is confirmed or dismissed, singly and in bulk', async () => {
  const { page, go, axe, leave, shot } = await town.sit('director')
  await go('/command/late')
  const box = page.getByRole('region', { name: '待您决定' })
  await box.getByRole('button', { name: '同意：黄色催办单 幸福里停水' }).click()
  const dialog = page.getByRole('dialog')
  await axe('one proposal')
  await dialog.getByRole('button', { name: /^同\s*意$/ }).click()
  await dialog.getByText('已完成 1 项，未成 0 项').waitFor()
  await dialog.getByRole('link', { name: /^看原单/ }).waitFor()
  await dialog.getByRole('button', { name: /^完\s*成$/ }).click()
  assert.equal((await sheetsOf(town.lived.water)).find(s => s.kind === 'yellowUrge')!.stage, 'issued')

  await box.getByRole('checkbox', { name: '选择：黄色催办单 人行道塌陷' }).check()
  await box.getByRole('checkbox', { name: '选择：联合督办 人行道塌陷' }).check()
  await shot('command/proposals')
  await box.getByRole('button', { name: '不发 2 项' }).click()
  assert.ok(await dialog.getByRole('button', { name: /^不\s*发$/ }).isDisabled(), 'a reason is needed')
  await dialog.getByLabel('不发的理由').fill('单位已到现场，今日可办结')
  await dialog.getByRole('button', { name: /^不\s*发$/ }).click()
  await dialog.getByText('已完成 2 项，未成 0 项').waitFor()
  await axe('dismissed in bulk')
  await dialog.getByRole('button', { name: /^完\s*成$/ }).click()
  const dismissed = (await sheetsOf(town.lived.paving)).find(s => s.kind === 'yellowUrge')!
  assert.equal(dismissed.stage, 'dismissed')
  await box.getByText('联合督办').first().waitFor()
  await leave()
})

test('the page, its bar and its dialogs are clean on every screen', async () => {
  const survey = openSurvey('command-late')
  const seat = await town.sit('director')
  const { page, go, leave } = seat
  await go('/command/late')
  await page.getByRole('region', { name: '待您决定' }).waitFor()
  await page.getByRole('checkbox', { name: '全选：市政工程处' }).check()
  await survey.look(seat, 'picked')
  await page.getByRole('region', { name: '已选事项' }).getByRole('button', { name: '批量发单' }).click()
  await page
    .getByRole('dialog')
    .getByText(/可以 \d+ 件/)
    .waitFor()
  await survey.look(seat, 'preview', { within: '.ant-modal' })
  survey.isClean()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.evaluate(() => localStorage.setItem('yidan.lang', 'en'))
  await page.reload()
  await page.getByRole('checkbox', { name: 'All of 市政工程处' }).check()
  await page.getByRole('button', { name: 'Issue sheets' }).click()
  await page.getByText(/red supervision order: \d+ can, \d+ cannot/).waitFor()
  await seat.axe('sheets in bulk, in English')
  await seat.shot('command/late-english')
  await leave()
})
