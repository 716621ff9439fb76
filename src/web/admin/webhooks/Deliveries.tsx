/** What was delivered to an address, and what still waits. */
import { Button, Drawer } from 'antd'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { StateTag, type Tone } from '../StateTag.tsx'

type Delivery = Answer<'listDeliveries'>['deliveries'][number]

const STATES: Record<Delivery['state'], readonly [string, string, Tone]> = {
  waiting: ['等待', 'waiting', 'processing'],
  sent: ['已送达', 'sent', 'success'],
  failed: ['失败', 'failed', 'error'],
}

export function Deliveries({ id, onClose }: { id: number; onClose: () => void }) {
  const all = useAsk('listDeliveries', { params: { id }, query: { limit: 100 } })
  const again = useAct('deliverAgain')
  return (
    <Drawer open onClose={onClose} size={640} title={t('推送记录', 'Deliveries')}>
      {again.error && <Failed error={again.error} />}
      <Ask
        of={all}
        isEmpty={a => a.deliveries.length === 0}
        empty={t('还没有推送过', 'Nothing was delivered yet')}
      >
        {({ deliveries }) => (
          <Table<Delivery>
            name={t('推送', 'Deliveries')}
            keyOf={row => row.id}
            rows={deliveries}
            columns={[
              {
                title: t('内容', 'What'),
                render: d => <span className="number">{String(d.body.type ?? d.id)}</span>,
              },
              {
                title: t('状态', 'State'),
                render: d => (
                  <StateTag tone={STATES[d.state][2]}>{t(STATES[d.state][0], STATES[d.state][1])}</StateTag>
                ),
              },
              { title: t('次数', 'Tries'), field: 'attempts', isNumber: true },
              { title: t('答复', 'Answer'), render: d => d.status ?? d.error },
              { title: t('下次', 'Next'), render: d => <When at={d.nextAt} /> },
              {
                title: t('操作', 'Actions'),
                render: d => (
                  <Button
                    size="small"
                    onClick={() => again.mutate({ input: { params: { id, deliveryId: d.id } } })}
                  >
                    {t('重新推送', 'Again')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Ask>
    </Drawer>
  )
}
