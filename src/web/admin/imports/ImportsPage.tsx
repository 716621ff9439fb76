/** What comes in by file: tried first, then taken, with progress and the rows that were not. */
import { Button, Flex, Progress, Tag } from 'antd'
import { useState } from 'react'
import { type Answer, addressOf } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { StateTag, type Tone } from '../StateTag.tsx'
import { NewImport } from './NewImport.tsx'
import { Rejected } from './Rejected.tsx'

export type Import = Answer<'listImports'>['imports'][number]

const STATES: Record<Import['state'], readonly [string, string, Tone]> = {
  queued: ['排队', 'queued', 'default'],
  running: ['进行中', 'running', 'processing'],
  cancelling: ['正在停止', 'stopping', 'warning'],
  stopped: ['已中断，可续', 'stopped, can go on', 'warning'],
  done: ['完成', 'done', 'success'],
  failed: ['失败', 'failed', 'error'],
  cancelled: ['已停止', 'cancelled', 'default'],
}
const isUnderWay = (i: Import): boolean => ['queued', 'running', 'cancelling'].includes(i.state)

export function ImportsPage() {
  const [open, setOpen] = useState<number | null>(null)
  const all = useAsk('listImports', { query: { limit: 50 } }, { fresh: 0, every: 2000 })
  const cancel = useAct('cancelImport')
  return (
    <Page
      title={t('导入', 'Imports')}
      about={t(
        '同一来源的同一编号不会收两次；先试一遍，再正式导入。',
        'An external id is never taken twice; try it first, then take it.',
      )}
    >
      <NewImport />
      {cancel.error && <Failed error={cancel.error} />}
      <Ask
        of={all}
        isEmpty={a => a.imports.length === 0}
        empty={t(
          '还没有导入过。选一个文件，先试一遍。',
          'Nothing was imported yet. Choose a file and try it first.',
        )}
      >
        {({ imports }) => (
          <Table<Import>
            name={t('导入', 'Imports')}
            keyOf={row => row.id}
            rows={imports}
            columns={[
              { title: t('文件', 'File'), render: i => i.source },
              { title: t('映射', 'Mapping'), field: 'mapping' },
              {
                title: t('状态', 'State'),
                render: i => (
                  <Flex gap={4}>
                    <StateTag tone={STATES[i.state][2]}>{t(STATES[i.state][0], STATES[i.state][1])}</StateTag>
                    {i.dryRun && <Tag>{t('试导入', 'dry run')}</Tag>}
                  </Flex>
                ),
              },
              {
                title: t('进度', 'Progress'),
                render: i => (
                  <Progress
                    percent={i.state === 'done' ? 100 : (i.percent ?? 0)}
                    size="small"
                    style={{ minWidth: 120 }}
                    aria-label={t('进度', 'Progress')}
                  />
                ),
              },
              { title: t('收下', 'Taken'), field: 'created', isNumber: true },
              { title: t('重复', 'Known'), field: 'repeated', isNumber: true },
              { title: t('有出入', 'Differs'), field: 'changed', isNumber: true },
              {
                title: t('未收', 'Not taken'),
                isNumber: true,
                render: i =>
                  i.rejected > 0 ? (
                    <Button size="small" type="link" onClick={() => setOpen(i.id)}>
                      {i.rejected}
                    </Button>
                  ) : (
                    0
                  ),
              },
              { title: t('开始', 'Begun'), render: i => <When at={i.startedAt} /> },
              { title: t('由', 'By'), render: i => i.startedBy?.name ?? t('命令行', 'command line') },
              {
                title: t('操作', 'Actions'),
                render: i => (
                  <Flex gap={4}>
                    {isUnderWay(i) && (
                      <Button size="small" onClick={() => cancel.mutate({ input: { params: { id: i.id } } })}>
                        {t('停止', 'Stop')}
                      </Button>
                    )}
                    {i.rejected > 0 && !isUnderWay(i) && (
                      <Button size="small" href={addressOf('readRejects', { params: { id: i.id } })}>
                        {t('下载未收的行', 'Rows not taken')}
                      </Button>
                    )}
                  </Flex>
                ),
              },
            ]}
          />
        )}
      </Ask>
      {open !== null && <Rejected id={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
