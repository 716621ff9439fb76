/** What one version has otherwise than another, side by side. */
import { Card, Table } from 'antd'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'

const shown = (value: unknown): string =>
  value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value, null, 1)

/** `limits/general/reply` as people read it. */
const placeOf = (path: string): string => path.replaceAll('/', ' › ').replace(/^ › /, '')

export function Differences({ from, to }: { from: number; to: number }) {
  const found = useAsk('compareRules', { query: { from, to } })
  return (
    <Card size="small" title={t(`第 ${from} 版 → 第 ${to} 版`, `Version ${from} → ${to}`)}>
      <Ask of={found} isEmpty={d => d.items.length === 0} empty={t('两个版本相同', 'They are the same')}>
        {({ items }) => (
          <Table
            rowKey="path"
            size="small"
            dataSource={items}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                title: t('哪里', 'Where'),
                render: (_, d) => <span className="number">{placeOf(d.path)}</span>,
              },
              {
                title: t('原来', 'Before'),
                render: (_, d) => <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{shown(d.before)}</pre>,
              },
              {
                title: t('之后', 'After'),
                render: (_, d) => <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{shown(d.after)}</pre>,
              },
            ]}
          />
        )}
      </Ask>
    </Card>
  )
}
