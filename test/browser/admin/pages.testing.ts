/** The pages of the administration: who opens each, and what says that it is there. */
import type { PersonName } from '../../world.ts'

export const PAGES: readonly (readonly [path: string, who: PersonName, ready: string])[] = [
  ['/admin/system', 'admin', '.ant-descriptions'],
  ['/admin/directory', 'admin', '.rows-table tbody tr'],
  ['/admin/catalogue', 'admin', '.rows-table tbody tr'],
  ['/admin/rules', 'admin', '.rows-table tbody tr'],
  ['/admin/calendar', 'admin', 'caption'],
  ['/admin/accounts', 'security', '.rows-table tbody tr'],
  ['/admin/imports', 'admin', '.ant-empty'],
  ['/admin/webhooks', 'admin', '.ant-empty'],
  ['/admin/robots', 'admin', '.ant-card'],
  ['/admin/views', 'auditor', '.rows-table tbody tr'],
]
