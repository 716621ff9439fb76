/** The first rows that were not taken, each with its line and the reason. */
import { Button, Drawer } from 'antd'
import { addressOf } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Table } from '../../ui/Table.tsx'

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
            name={t('未导入的行', 'Rows not taken')}
            keyOf={row => row.row}
            rows={rejects}
            columns={[
              { title: t('第几行', 'Line'), field: 'line' },
              { title: t('原因', 'Why'), field: 'reason' },
            ]}
          />
        )}
      </Ask>
    </Drawer>
  )
}
