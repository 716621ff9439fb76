/** The pages of the administration: who opens each, and what says that it is there. */
import type { PersonName } from '../../world.ts'

export const PAGES: readonly (readonly [path: string, who: PersonName, ready: string])[] = [
  ['/admin/system', 'admin', '.ant-descriptions'],
  ['/admin/directory', 'admin', '.ant-table-row'],
  ['/admin/catalogue', 'admin', '.ant-table-row'],
  ['/admin/rules', 'admin', '.ant-table-row'],
  ['/admin/calendar', 'admin', 'caption'],
  ['/admin/accounts', 'security', '.ant-table-row'],
  ['/admin/imports', 'admin', '.ant-empty'],
  ['/admin/webhooks', 'admin', '.ant-empty'],
  ['/admin/robots', 'admin', '.ant-card'],
  ['/admin/views', 'auditor', '.ant-table-row'],
]
