/** 机器人与外呼: the groups that are told of lights, sheets and calls; the gateway that makes calls; and what became of it lately. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Popconfirm, Switch, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct, useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { StateTag } from '../StateTag.tsx'
import { KIND_NAMES, type Robot, TELL_NAMES } from './names.ts'
import { TryButton } from './TryButton.tsx'
import { Voice } from './Voice.tsx'

const RobotForm = lazy(() => import('./RobotForm.tsx').then(m => ({ default: m.RobotForm })))
const RobotDeliveries = lazy(() =>
  import('./RobotDeliveries.tsx').then(m => ({ default: m.RobotDeliveries })),
)

export function RobotsPage() {
  const all = useAsk('listRobots', {}, { every: 30_000 })
  const change = useAct('changeRobot')
  const drop = useAct('deleteRobot')
  const [edited, setEdited] = useState<Robot | 'new' | null>(null)
  const [told, setTold] = useState<Robot | null>(null)
  const error = change.error ?? drop.error
  return (
    <Page
      title={t('机器人与外呼', 'Robots and calls')}
      about={t(
        '单位工作群里的机器人收到本单位及下级的亮灯、督办单和电话督办结果，不含个人信息。',
        'Robots in the groups of units hear of lights, sheets and calls of the unit and those below, without personal data.',
      )}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('新建机器人', 'New robot')}
        </Button>
      }
    >
      {error && <Failed error={error} />}
      <Ask
        of={all}
        isEmpty={a => a.robots.length === 0}
        empty={t(
          '还没有机器人。在企业微信或钉钉群里添加机器人，把它的地址登记到这里。',
          'None yet. Add a robot to a WeCom or DingTalk group and enter its address here.',
        )}
      >
        {({ robots }) => (
          <Table<Robot>
            name={t('群机器人', 'Robots')}
            keyOf={row => row.id}
            rows={robots}
            columns={[
              {
                title: t('群', 'Group'),
                render: r => (
                  <>
                    <strong>{r.name}</strong>
                    <div>
                      {nameOf(KIND_NAMES, r.kind)} · {r.unit}
                    </div>
                  </>
                ),
              },
              {
                title: t('地址与密钥', 'Address and secret'),
                render: r => (
                  <>
                    <span className="number">{r.host ? `${r.host}/••••••` : t('打不开', 'lost')}</span>
                    <div>
                      {r.signed ? t('加签密钥 ••••••', 'secret ••••••') : t('没有加签', 'not signed')}
                    </div>
                  </>
                ),
              },
              {
                title: t('通知什么', 'Hears of'),
                render: r => r.tells.map(k => <Tag key={k}>{nameOf(TELL_NAMES, k)}</Tag>),
              },
              { title: t('状况', 'State'), render: r => <State robot={r} /> },
              {
                title: t('启用', 'On'),
                render: r => (
                  <Switch
                    checked={r.active}
                    aria-label={t(`启用 ${r.name}`, `${r.name} on`)}
                    onChange={active => change.mutate({ input: { params: { id: r.id }, body: { active } } })}
                  />
                ),
              },
              {
                title: t('操作', 'Actions'),
                render: r => (
                  <Flex gap={4}>
                    <TryButton robot={r} />
                    <Button size="small" onClick={() => setTold(r)}>
                      {t('推送记录', 'Deliveries')}
                    </Button>
                    <Button size="small" onClick={() => setEdited(r)}>
                      {t('修改', 'Change')}
                    </Button>
                    <Popconfirm
                      title={t('删除？还没送出的一并删除。', 'Delete it, with what still waits?')}
                      onConfirm={() => drop.mutate({ input: { params: { id: r.id } } })}
                    >
                      <Button size="small" danger>
                        {t('删除', 'Delete')}
                      </Button>
                    </Popconfirm>
                  </Flex>
                ),
              },
            ]}
          />
        )}
      </Ask>
      <Voice />
      <Suspense>
        {edited && <RobotForm robot={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
        {told && <RobotDeliveries robot={told} onClose={() => setTold(null)} />}
      </Suspense>
    </Page>
  )
}

function State({ robot: r }: { robot: Robot }) {
  if (!r.active) return <StateTag tone="default">{t('已停用', 'stopped')}</StateTag>
  if (r.failures === 0) return <StateTag tone="success">{t('正常', 'well')}</StateTag>
  return (
    <>
      <StateTag tone="error">{t(`连续 ${r.failures} 次没收下`, `took nothing ${r.failures}×`)}</StateTag>
      {r.restsUntil && (
        <div>
          {t('下次', 'next')} <When at={r.restsUntil} />
        </div>
      )}
    </>
  )
}
