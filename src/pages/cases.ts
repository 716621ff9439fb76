/** Typical cases for citizens (ZY-35): what was done about matters like theirs, without anybody's name. */
import { listPublicCases } from '../contract/cases.ts'
import { get, type Pages } from './page.ts'

export function casePages(pages: Pages): void {
  get(pages, '/cases', async visitor => {
    const { actor, tenant, request, reply, t } = visitor
    const { after } = request.query as Record<string, string | undefined>
    const query = { tenant: tenant.code, limit: 10, ...(after && { after: after.slice(0, 100) }) }
    const { done } = await pages.calls(listPublicCases, { actor, query, request, reply })
    return pages.show(visitor, 'cases', {
      title: t('典型案例', 'Typical cases'),
      cases: done?.cases ?? [],
      next: done?.next ?? null,
    })
  })
}
