/** Pages that only tell: how to reach the city (SZ-45), and what becomes of one's data. */
import { hotlinesOf } from '../server/directory/lists.ts'
import { get, type Pages } from './page.ts'

const MODES: Record<string, readonly [zh: string, en: string]> = {
  full: ['整体并入', 'Merged'],
  parallel: ['双号并行', 'Both numbers work'],
  subCentre: ['设分中心', 'Kept as a branch centre'],
}
/** Ways that a person can walk, write or call to; programs have others. */
const FOR_PEOPLE = [
  'hotline',
  'web',
  'miniProgram',
  'window',
  'letter',
  'email',
  'sms',
  'opinionBox',
  'complaintDesk',
  'mobileDesk',
  'liaisonPoint',
]

export function plainPages(pages: Pages): void {
  get(pages, '/contact', async visitor => {
    const { tenant, t } = visitor
    const channels = [...tenant.directory.channels.values()].filter(c => c.active)
    return pages.show(visitor, 'contact', {
      title: t('联系方式', 'Contact'),
      leaders: channels.filter(c => c.kind === 'leaderLine'),
      channels: channels.filter(c => FOR_PEOPLE.includes(c.kind)),
      hotlines: await hotlinesOf(pages.parts.db.kysely, tenant.id),
      hours: tenant.policy.rules.officeHours ?? [],
      modeSaid: (mode: string) => t(...(MODES[mode] ?? [mode, mode])),
    })
  })
  get(pages, '/about', async visitor =>
    pages.show(visitor, 'about', { title: visitor.t('隐私与无障碍', 'Privacy and accessibility') }),
  )
}
