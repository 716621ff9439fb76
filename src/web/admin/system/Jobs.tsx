/** The work that comes back by itself, and how far each reader of the history has come. */
import { Card } from 'antd'
import { t } from '../../text.ts'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import type { System } from './SystemPage.tsx'

export function Jobs({ system }: { system: System }) {
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
      <Card size="small" title={t('定时任务', 'Jobs')}>
        <Table
          name={t('任务', 'Jobs')}
          keyOf={row => row.name}
          rows={system.jobs}
          columns={[
            { title: t('任务', 'Job'), field: 'name', className: 'number' },
            { title: t('上次', 'Last'), render: j => <When at={j.lastRunAt} /> },
            { title: t('用时', 'Took'), isNumber: true, render: j => `${j.lastRunMs} ms` },
            { title: t('下次', 'Next'), render: j => <When at={j.nextRunAt} /> },
            {
              title: t('上次出错', 'Last failure'),
              render: j =>
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
          name={t('读者', 'Readers')}
          keyOf={row => row.name}
          rows={system.readers}
          columns={[
            { title: t('读者', 'Reader'), field: 'name', className: 'number' },
            { title: t('还没读', 'To read'), field: 'behind', isNumber: true },
          ]}
        />
      </Card>
    </div>
  )
}
