/** What makes it more than a help desk, on screen: policy documents, task forces, commendations, typical cases, and the figures beside the rates. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matterAt } from '../../stories/matter.testing.ts'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

test('[ZY-16] the director puts a document into the library, a liaison opens its article on a phone, and once it is repealed that is said', async () => {
  const director = await town.sit('director')
  await director.go('/command/policies')
  await director.page.getByText('这里还没有政策文件。').waitFor()
  await director.axe('an empty library')
  await director.page.getByRole('button', { name: '收录文件' }).click()
  await director.page.getByLabel('标题（不带书名号）').fill('示例市路灯管理办法')
  await director.page.getByLabel('发布机关').fill('示例市人民政府')
  await director.page.getByLabel('发布日期').fill('2026-01-05')
  await director.page
    .getByLabel('正文（第×条、一、各起一行）')
    .fill('第一条 为了管好路灯，制定本办法。\n第二条 路灯损坏的，二十四小时内修复。')
  await director.axe('a new document')
  await director.page.getByRole('button', { name: /^保\s*存$/ }).click()
  await director.page.getByRole('heading', { name: '示例市路灯管理办法' }).waitFor()
  await director.axe('a document')
  await director.shot('apply/document')
  const liaison = await town.sit('roads', { size: 'phone' })
  await liaison.go('/unit/policies')
  await liaison.page.getByLabel('查政策文件').fill('路灯损坏')
  await liaison.page.getByText('二十四小时内修复').waitFor()
  await liaison.axe('found on a phone')
  await liaison.page.getByRole('link', { name: '示例市路灯管理办法' }).click()
  await liaison.page.locator('section.is-sought', { hasText: '第二条' }).waitFor()
  await liaison.axe('an article on a phone')
  await liaison.shot('apply/article-phone')
  assert.equal(await liaison.page.getByRole('button', { name: /^修\s*改$/ }).count(), 0)
  await liaison.leave()
  await director.page.getByRole('button', { name: /^废\s*止$/ }).click()
  await director.page
    .locator('.ant-popover')
    .getByRole('button', { name: /^(确\s*定|OK)$/ })
    .click()
  await director.page.locator('.library-tag', { hasText: '已废止' }).waitFor()
  await director.go('/command/policies/broken')
  await director.page.getByText('没有失效引用').waitFor()
  await director.axe('no broken reference')
  await director.leave()
})

test('[ZY-18] a task force is set up, its member opens what another unit has, and after it is dissolved no longer', async () => {
  const { world } = town
  const made = await world.call('supervisor', 'POST', '/task-forces', {
    body: {
      ...{
        name: '路灯整治专班',
        task: '修好全市路灯。',
        basis: '市政府专题会议',
        startsOn: '2026-01-01',
        endsOn: null,
      },
      ...{
        leaderId: world.person.roadsLeader,
        deputyId: null,
        members: [{ personId: world.person.water, duty: '供电' }],
      },
      ...{ categoryIds: [world.category.lamps], regionIds: [], numbers: [] },
    },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const path = `/forces/${made.body.id}`
  const member = await town.sit('water', { size: 'phone' })
  await member.go(`/unit${path}`)
  await member.page.getByRole('link', { name: '柳荫街井盖缺失' }).waitFor()
  await member.page.getByLabel('记一条进展').fill('今日巡查湖滨路。')
  await member.page.getByRole('button', { name: '记录进展' }).click()
  await member.page.locator('.force-notes', { hasText: '今日巡查湖滨路。' }).waitFor()
  await member.axe('a task force on a phone')
  await member.shot('apply/force-phone')
  await member.page.getByRole('link', { name: '柳荫街井盖缺失' }).click()
  await member.page
    .getByRole('heading', { name: /柳荫街井盖缺失/ })
    .first()
    .waitFor()
  const director = await town.sit('director')
  await director.go(`/command${path}`)
  await director.page.getByRole('button', { name: '撤销专班' }).click()
  const dialog = director.page.getByRole('dialog')
  await dialog.getByLabel('任务完成情况').fill('全部修复。')
  await director.axe('dissolving')
  await dialog.getByRole('button', { name: /^撤\s*销$/ }).click()
  await director.page.getByText('已撤销或到期').waitFor()
  await director.axe('a task force that is over')
  await director.go('/command/forces/new')
  await director.page.getByLabel('名称').waitFor()
  await director.axe('setting up a task force')
  await director.leave()
  await member.go(`/unit${path}`)
  await member.page.getByText('专班已结束，跨单位查看已收回。').waitFor()
  await member.leave()
})

test('[LL-01] thanks written down at the desk are confirmed by the quality checker and stand apart in the figures', async () => {
  const agent = await town.sit('agent')
  await agent.go('/desk/thanks/new')
  await agent.page.getByLabel('姓名或单位名称').fill('王小明')
  await agent.page.getByLabel('哪一单').fill(town.numbers.ready)
  await agent.page.getByLabel('说了什么').fill('路牌修得快，谢谢。')
  await agent.axe('registering thanks')
  await agent.page.getByRole('button', { name: /^登\s*记$/ }).click()
  await agent.page.getByText('路牌修得快，谢谢。').waitFor()
  assert.doesNotMatch(await agent.page.locator('main').innerText(), /王小明/)
  await agent.leave()
  const qa = await town.sit('qa')
  await qa.go('/desk/thanks')
  await qa.page.getByRole('button', { name: /^认\s*定$/ }).click()
  await qa.page.getByText('计 1 分', { exact: false }).first().waitFor()
  await qa.axe('confirmed thanks')
  await qa.leave()
  const director = await town.sit('director')
  await director.go('/command/figures')
  const credits = director.page.getByRole('region', { name: '表扬与致谢' })
  await credits.getByRole('link', { name: '市政工程处' }).waitFor()
  await director.axe('the figures with all that stands beside the rates')
  await director.shot('apply/figures')
  await credits.getByRole('link', { name: '市政工程处' }).click()
  await director.page.getByText('路牌修得快，谢谢。').waitFor()
  await director.leave()
})

test('[ZY-35] a struck-off matter is written up, refused with a name in it, approved by the director and read by citizens', async () => {
  const { world } = town
  const matter = await matterAt(world, { title: '树枝遮挡信号灯' })
  await matter.answer()
  await matter.accept()
  await matter.visit()
  await matter.act('dispatcher', 'strike-off')
  const qa = await town.sit('qa')
  await qa.go(`/desk/cases/new?number=${matter.number}`)
  await qa.page.getByLabel('标题').fill('修一枝，查一路')
  await qa.page.getByLabel('诉求', { exact: true }).fill('王小明反映树枝遮挡信号灯。')
  await qa.page.getByLabel('做法').fill('当日修剪，排查全路。')
  await qa.page.getByLabel('成效').fill('路口恢复通畅。')
  await qa.page.getByRole('button', { name: /^保\s*存$/ }).click()
  await qa.page.getByRole('alert').getByText('请隐去').first().waitFor()
  await qa.axe('a case that names somebody')
  await qa.page.getByLabel('诉求', { exact: true }).fill('居民反映树枝遮挡信号灯。')
  await qa.page.getByRole('button', { name: /^保\s*存$/ }).click()
  await qa.page.getByText('修一枝，查一路').waitFor()
  await qa.leave()
  const director = await town.sit('director')
  await director.go('/command/cases')
  await director.page.getByRole('button', { name: '批准公开' }).click()
  await director.page.getByText('已公开').first().waitFor()
  await director.axe('typical cases')
  await director.shot('apply/cases')
  await director.go('/cases')
  await director.page.getByText('修一枝，查一路').waitFor()
  await director.axe('cases for citizens')
  await director.leave()
})
