/** Policy documents for citizens (ZY-16): the list, with a search, and each with its articles to link to. */
import { listPublicRegulations, readPublicRegulation } from '../contract/regulations.ts'
import type { RegulationState } from '../domain/knowledge/regulation.ts'
import { get, message, type Pages } from './page.ts'

const STATES: Record<RegulationState, readonly [zh: string, en: string]> = {
  coming: ['尚未施行', 'Not yet in force'],
  inForce: ['现行有效', 'In force'],
  repealed: ['已废止', 'Repealed'],
}
const IS_CODE = /^[a-z0-9][a-z0-9-]{0,59}$/

export function regulationPages(pages: Pages): void {
  get(pages, '/policies', async visitor => {
    const { actor, tenant, request, reply, t } = visitor
    const { q = '', after } = request.query as Record<string, string | undefined>
    const asked = q.trim().slice(0, 200)
    const query = {
      tenant: tenant.code,
      limit: 20,
      ...(asked && { q: asked }),
      ...(after && { after: after.slice(0, 100) }),
    }
    const { done } = await pages.calls(listPublicRegulations, { actor, query, request, reply })
    return pages.show(visitor, 'regulations', {
      title: t('政策文件', 'Policy documents'),
      q: asked,
      found: done?.regulations ?? [],
      next: done?.next ?? null,
      stateSaid: (r: { state: RegulationState }) => t(...STATES[r.state]),
    })
  })
  get(pages, '/policies/:code', async (visitor, { code = '' }) => {
    const { actor, tenant, request, reply, t } = visitor
    const { done: document } = IS_CODE.test(code)
      ? await pages.calls(readPublicRegulation, {
          actor,
          params: { code },
          query: { tenant: tenant.code },
          request,
          reply,
        })
      : { done: null }
    if (!document)
      return message(pages, visitor, {
        status: 404,
        title: t('没有找到', 'Not found'),
        text: t('没有这份文件，或没有公开。', 'There is no such document, or it is not public.'),
        href: '/policies',
        link: t('全部政策文件', 'All policy documents'),
      })
    return pages.show(visitor, 'regulation', {
      title: document.title,
      document,
      stateSaid: t(...STATES[document.state]),
    })
  })
}
