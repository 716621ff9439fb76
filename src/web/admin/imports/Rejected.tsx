/** The first rows that were not taken, each with its line and the reason. */
import { Button, Drawer, Table } from 'antd'
import { addressOf } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'

export function Rejected({ id, onClose }: { id: number; onClose: () => void }) {
  const run = useAsk('showImport', { params: { id } })
  return (
    <Drawer
      open
      onClose={onClose}
      size={560}
      title={t('未收的行', 'Rows not taken')}
      extra={
        <Button href={addressOf('readRejects', { params: { id } })}>{t('全部下载', 'Download all')}</Button>
      }
    >
      <Ask of={run} isEmpty={r => r.rejects.length === 0} empty={t('没有', 'None')}>
        {({ rejects }) => (
          <Table
            rowKey="row"
            size="small"
            dataSource={rejects}
            pagination={false}
            columns={[
              { title: t('第几行', 'Line'), dataIndex: 'line', width: 80 },
              { title: t('原因', 'Why'), dataIndex: 'reason' },
            ]}
          />
        )}
      </Ask>
    </Drawer>
  )
}
