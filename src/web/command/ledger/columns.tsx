/** What the ledger can show of a ticket, one column each. */
import type { ReactNode } from 'react'
import type { Summary } from '../../../contract/record.ts'
import {
  LEVEL_NAMES,
  MATTER_NAMES,
  RESULT_NAMES,
  STAGE_NAMES,
  STAR_NAMES,
  URGENCY_NAMES,
} from '../../../domain/names.ts'
import { Light } from '../../parts/Light.tsx'
import { nameOf, t } from '../../text.ts'
import { riskName } from '../risks.ts'
import { Moment } from './moments.tsx'

export interface Column {
  key: string
  zh: string
  en: string
  /** In pixels; the title takes what is left over. */
  width: number
  cell: (row: Summary) => ReactNode
  sort?: 'received' | 'due'
}

const column = (
  key: string,
  [zh, en]: readonly [string, string],
  width: number,
  cell: Column['cell'],
): Column => ({ key, zh, en, width, cell })

export const titleOf = (row: Pick<Summary, 'title'>): string =>
  row.title ?? t('（内容不公开）', '(content withheld)')

const flags = (row: Summary): string =>
  [
    row.confidential && t('保密', 'confidential'),
    row.anonymous && t('匿名', 'anonymous'),
    row.imported && t('导入', 'imported'),
  ]
    .filter(Boolean)
    .join(' ')

export const COLUMNS: readonly Column[] = [
  column('light', ['灯', 'Light'], 72, r => <Light light={r.light} />),
  column('number', ['编号', 'Number'], 208, r => <span className="number">{r.number}</span>),
  column('title', ['事项', 'Matter'], 320, r => titleOf(r)),
  column('stage', ['环节', 'Stage'], 92, r => nameOf(STAGE_NAMES, r.stage)),
  column('leadUnit', ['主办单位', 'Lead unit'], 200, r => r.leadUnit?.name ?? t('未派单', 'nobody yet')),
  {
    ...column('dueAt', ['期限', 'Due'], 156, r => <Moment at={r.dueAt} until={!r.endedAt} />),
    sort: 'due',
  },
  { ...column('receivedAt', ['受理', 'Received'], 112, r => <Moment at={r.receivedAt} />), sort: 'received' },
  column('kind', ['类型', 'Kind'], 92, r => nameOf(MATTER_NAMES, r.kind)),
  column('category', ['分类', 'Category'], 140, r => r.category?.name),
  column('region', ['区划', 'Place'], 132, r => r.region?.name),
  column('channel', ['渠道', 'Channel'], 168, r => r.channel?.name),
  column('level', ['督办级别', 'Level'], 100, r => nameOf(LEVEL_NAMES, r.level)),
  column('urgency', ['紧急程度', 'Urgency'], 88, r => nameOf(URGENCY_NAMES, r.urgency)),
  column('limitClass', ['时限类别', 'Limit class'], 104, r => r.limitClass),
  column('repeats', ['重复', 'Repeats'], 64, r => r.repeats || ''),
  column('risks', ['风险', 'Risks'], 120, r => r.risks.map(riskName).join(' ')),
  column('tags', ['标签', 'Tags'], 120, r => r.tags.join(' ')),
  column('result', ['结果', 'Result'], 96, r => nameOf(RESULT_NAMES, r.result)),
  column('satisfaction', ['满意度', 'Satisfaction'], 100, r =>
    nameOf(STAR_NAMES, String(r.satisfaction ?? '')),
  ),
  column('endedAt', ['了结', 'Ended'], 112, r => <Moment at={r.endedAt} />),
  column('externalId', ['外部单号', 'External id'], 160, r => r.externalId),
  column('externalPlatform', ['外部平台', 'Platform'], 120, r => r.externalPlatform),
  column('flags', ['标记', 'Marks'], 120, flags),
]

export const FIRST_COLUMNS: readonly string[] = [
  'light',
  'number',
  'title',
  'stage',
  'leadUnit',
  'dueAt',
  'receivedAt',
  'category',
  'region',
  'channel',
]

/** The columns of a list of keys, in its order; those of a start when there is none. */
export function columnsOf(keys: readonly string[]): Column[] {
  const found = keys.flatMap(key => COLUMNS.find(c => c.key === key) ?? [])
  return found.length > 0 ? found : columnsOf(FIRST_COLUMNS)
}
