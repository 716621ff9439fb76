/** The first page: what do you want to do? */
import { publicBoard } from '../contract/record-lists.ts'
import { SAMPLE_ACCOUNTS } from '../server/demo/sample-accounts.ts'
import { FOUR } from './entries.ts'
import { get, type Pages } from './page.ts'

/** One of each kind of work; the others stand below. */
const FIRST = [
  'agent',
  'dispatcher',
  'chengguan',
  'chengguan-leader',
  'street',
  'visitor',
  'supervisor',
  'director',
  'mayor',
  'observer',
  'sysadmin',
]

export function homePage(pages: Pages): void {
  get(pages, '/', async visitor => {
    const { actor, tenant, request, reply, t } = visitor
    const query = { tenant: tenant.code, limit: 1 }
    const { done } = await pages.calls(publicBoard, { actor, query, request, reply })
    const all = await pages.parts.tenants.all()
    return pages.show(visitor, 'home', {
      title: t('一单：有呼必应', 'One ticket, all the way'),
      entries: FOUR,
      figures: done?.figures ?? null,
      // Beside a real city nobody enters by one click.
      sampleStrip: all.every(one => one.sample),
      accounts: SAMPLE_ACCOUNTS,
      first: FIRST,
    })
  })
}
