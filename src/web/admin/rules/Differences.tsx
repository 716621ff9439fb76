/** What one version has otherwise than another, side by side. */
import { Card } from 'antd'
import { CLOCK_NAMES } from '../../../domain/names.ts'
import { useAsk } from '../../asking.ts'
import { limitWords } from '../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Table } from '../../ui/Table.tsx'

const shown = (value: unknown): string =>
  value === undefined ? '—' : typeof value === 'string' ? limitWords(value) : JSON.stringify(value, null, 1)

/** `limits.general.reply` as people read it: 时限 › general › 办理答复. */
function placeOf(path: string): string {
  const [part, ...rest] = path.split('.')
  const named = part === 'limits' ? rest.map(word => nameOf(CLOCK_NAMES, word)) : rest
  return [nameOf(PARTS, part), ...named].join(' › ')
}

const PARTS: Record<string, readonly [zh: string, en: string]> = {
  limits: ['时限', 'limits'],
  limitClasses: ['时限类别', 'limit classes'],
  lights: ['亮灯', 'lights'],
  returns: ['退单', 'returns'],
  extensions: ['延期', 'extensions'],
  suspensions: ['挂起', 'suspensions'],
  visits: ['回访', 'call-backs'],
  rework: ['重办', 'rework'],
  reviews: ['评价', 'reviews'],
  repeats: ['重复', 'repeats'],
  refusals: ['不予受理', 'refusals'],
  steps: ['环节', 'steps'],
  supervision: ['督办', 'supervision'],
  quality: ['质检', 'quality checks'],
  texts: ['短信文本', 'texts'],
}

export function Differences({ from, to }: { from: number; to: number }) {
  const found = useAsk('compareRules', { query: { from, to } })
  return (
    <Card size="small" title={t(`第 ${from} 版 → 第 ${to} 版`, `Version ${from} → ${to}`)}>
      <Ask of={found} isEmpty={d => d.items.length === 0} empty={t('两个版本相同', 'They are the same')}>
        {({ items }) => (
          <Table
            name={t('差别', 'Differences')}
            keyOf={row => row.path}
            rows={items}
            columns={[
              {
                title: t('哪里', 'Where'),
                render: d => <span className="number">{placeOf(d.path)}</span>,
              },
              {
                title: t('原来', 'Before'),
                render: d => <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{shown(d.before)}</pre>,
              },
              {
                title: t('之后', 'After'),
                render: d => <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{shown(d.after)}</pre>,
              },
            ]}
          />
        )}
      </Ask>
    </Card>
  )
}
