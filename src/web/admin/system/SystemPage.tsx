/** Is all well? The database, the seals, the work that comes back by itself, what waits to be sent. */
import { Card, Descriptions, Flex, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { spanOf } from '../../ui/moment.ts'
import { Page } from '../../ui/Page.tsx'
import { useNow, When } from '../../ui/When.tsx'
import { Jobs } from './Jobs.tsx'
import { Verdicts, verdictsOf } from './Verdicts.tsx'

export type System = Answer<'readSystem'>

export function SystemPage() {
  const system = useAsk('readSystem', {}, { fresh: 0, every: 10_000 })
  const now = useNow(10_000)
  return (
    <Page title={t('运行状况', 'Health')} about={t('每十秒更新', 'Renewed every ten seconds')}>
      <Ask of={system} rows={8}>
        {s => (
          <Flex vertical gap="middle">
            <Verdicts verdicts={verdictsOf(s, now)} />
            <div
              style={{
                display: 'grid',
                gap: 16,
                gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
              }}
            >
              <Facts
                title={t('服务', 'Server')}
                rows={[
                  [t('版本', 'Version'), `${s.version} · Node ${s.node}`],
                  [t('已运行', 'Up for'), spanOf(s.uptimeSeconds * 1000)],
                  [t('内存', 'Memory'), size(s.memoryBytes)],
                ]}
              />
              <Facts
                title={t('数据库', 'Database')}
                rows={[
                  [
                    'PostgreSQL',
                    `${s.database.version}${s.database.kind === 'embedded' ? t('（自带）', ' (its own)') : ''}`,
                  ],
                  [t('大小', 'Size'), size(s.database.bytes)],
                  [t('结构版本', 'Schema'), `${s.database.migrations} · ${s.database.lastMigration ?? ''}`],
                  [
                    t('上次备份', 'Last backup'),
                    s.lastBackupAt ? <When key="b" at={s.lastBackupAt} /> : t('从未', 'never'),
                  ],
                ]}
              />
              <Facts
                title={t('封印', 'Seal')}
                rows={[
                  [
                    t('最新一枚', 'The last'),
                    s.seal ? (
                      <>
                        № {s.seal.no} · <When at={s.seal.at} />
                      </>
                    ) : (
                      t('还没有', 'none yet')
                    ),
                  ],
                  [t('等待封印', 'Waiting'), t(`${s.unsealed} 个事件`, `${s.unsealed} events`)],
                  [
                    t('印值', 'Hash'),
                    s.seal && (
                      <Typography.Text key="h" className="number" copyable style={{ wordBreak: 'break-all' }}>
                        {s.seal.hash}
                      </Typography.Text>
                    ),
                  ],
                ]}
              />
              <Facts
                title={t('收发', 'Sent and kept')}
                rows={[
                  [
                    t('短信邮件', 'Messages'),
                    t(
                      `${s.messages.waiting} 待发，${s.messages.failed} 失败（7 天）`,
                      `${s.messages.waiting} wait, ${s.messages.failed} failed (7 days)`,
                    ),
                  ],
                  [
                    t('推送', 'Webhooks'),
                    t(
                      `${s.deliveries.waiting} 待送，${s.deliveries.failed} 失败`,
                      `${s.deliveries.waiting} wait, ${s.deliveries.failed} failed`,
                    ),
                  ],
                  [t('附件', 'Files'), `${s.files.count} · ${size(s.files.bytes)}`],
                ]}
              />
            </div>
            <Jobs system={s} />
          </Flex>
        )}
      </Ask>
    </Page>
  )
}

function Facts({ title, rows }: { title: string; rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Card size="small" title={title}>
      <Descriptions
        size="small"
        column={1}
        items={rows.map(([label, children]) => ({ key: label, label, children }))}
      />
    </Card>
  )
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  return `${(bytes / 1024 ** step).toFixed(step < 2 ? 0 : 1)} ${UNITS[step]}`
}
