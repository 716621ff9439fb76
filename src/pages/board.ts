/** The public board (SZ-36, SZ-37): figures, what is being worked on, and what was approved for publication. */
import { publicBoard } from '../contract/record-lists.ts'
import { isOpen, type Stage } from '../domain/vocabulary.ts'
import { get, message, type Pages } from './page.ts'

type Pair = readonly [zh: string, en: string]
const RESULTS: Record<string, Pair> = {
  solved: ['已解决', 'Solved'],
  partly: ['部分解决', 'Partly solved'],
  unsolved: ['未解决', 'Not solved'],
  explained: ['已说明', 'Explained'],
}

function resultOf({ result, stage }: { result: string | null; stage: string }): Pair {
  if (isOpen(stage as Stage)) return ['正在办', 'In hand']
  return RESULTS[result ?? ''] ?? ['已答复', 'Answered']
}

const SHOWN = 12

export function boardPage(pages: Pages): void {
  get(pages, '/board', async visitor => {
    const { actor, tenant, request, reply, t } = visitor
    const { after, area = '' } = request.query as Record<string, string | undefined>
    const query = { tenant: tenant.code, limit: SHOWN, ...(after && { after: after.slice(0, 100) }) }
    const { done: board } = await pages.calls(publicBoard, { actor, query, request, reply })
    if (!board)
      return message(pages, visitor, {
        status: 404,
        title: t('没有找到', 'Not found'),
        text: t('请从公示首页看起。', 'Please begin at the board’s first page.'),
        href: '/board',
      })
    const nearby = board.figures?.nearby ?? []
    return pages.show(visitor, 'board', {
      title: t('办理公示', 'The public board'),
      at: 'board',
      board,
      area,
      areas: [...new Set(nearby.map(n => n.area))].sort(),
      nearby: nearby.filter(n => !area || n.area === area).slice(0, 20),
      resultSaid: (m: (typeof board.appeals)[number]) => t(...resultOf(m)),
    })
  })
}
