/** The work that comes back by itself, and how far each reader of the history has come. */
import { Card, Table } from 'antd'
import { t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import type { System } from './SystemPage.tsx'

export function Jobs({ system }: { system: System }) {
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
      <Card size="small" title={t('定时任务', 'Jobs')}>
        <Table
          rowKey="name"
          size="small"
          dataSource={system.jobs}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('任务', 'Job'), dataIndex: 'name', className: 'number' },
            { title: t('上次', 'Last'), render: (_, j) => <When at={j.lastRunAt} /> },
            { title: t('用时', 'Took'), align: 'right', render: (_, j) => `${j.lastRunMs} ms` },
            { title: t('下次', 'Next'), render: (_, j) => <When at={j.nextRunAt} /> },
            {
              title: t('上次出错', 'Last failure'),
              render: (_, j) =>
                j.failedAt && (
                  <span>
                    <When at={j.failedAt} /> {j.error}
                  </span>
                ),
            },
          ]}
        />
      </Card>
      <Card size="small" title={t('历史的读者', 'Readers of the history')}>
        <Table
          rowKey="name"
          size="small"
          dataSource={system.readers}
          pagination={false}
          columns={[
            { title: t('读者', 'Reader'), dataIndex: 'name', className: 'number' },
            { title: t('还没读', 'To read'), dataIndex: 'behind', align: 'right' },
          ]}
        />
      </Card>
    </div>
  )
}
