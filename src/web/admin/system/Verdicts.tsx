/** What somebody has to do something about; or that there is nothing. */
import { Alert, Flex } from 'antd'
import { t } from '../../text.ts'
import type { System } from './SystemPage.tsx'

const MINUTE = 60_000
/** A seal is made every minute; after so long something holds it up. */
const SEAL_LATE = 10 * MINUTE
const BACKUP_LATE = 36 * 60 * MINUTE
const BEHIND = 10_000

/** Sentences, the gravest first. */
export function verdictsOf(s: System, now: number): string[] {
  const failing = s.jobs.filter(j => j.failedAt !== null && j.failedAt >= j.lastRunAt)
  const behind = s.readers.filter(r => r.behind > BEHIND)
  return [
    failing.length > 0 &&
      t(
        `任务出错：${failing.map(j => j.name).join('、')}`,
        `Jobs fail: ${failing.map(j => j.name).join(', ')}`,
      ),
    s.unsealed > 0 &&
      s.seal !== null &&
      now - Date.parse(s.seal.at) > SEAL_LATE &&
      t('封印停了：有长时间不结束的事务吗？', 'Seals have stopped: is there a transaction that doesn’t end?'),
    behind.length > 0 &&
      t(`处理落后：${behind.map(r => r.name).join('、')}`, `Behind: ${behind.map(r => r.name).join(', ')}`),
    s.messages.failed > 0 &&
      t(
        `近七天有 ${s.messages.failed} 条消息没有送达`,
        `${s.messages.failed} messages of the last seven days did not arrive`,
      ),
    s.deliveries.failed > 0 &&
      t(`有 ${s.deliveries.failed} 次推送失败`, `${s.deliveries.failed} webhook deliveries failed`),
    s.lastBackupAt === null
      ? t('还没有备份过：./yidan backup', 'There is no backup yet: ./yidan backup')
      : now - Date.parse(s.lastBackupAt) > BACKUP_LATE &&
        t('上次备份已经过了一天半', 'The last backup is more than a day and a half old'),
  ].filter(v => typeof v === 'string')
}

export function Verdicts({ verdicts }: { verdicts: readonly string[] }) {
  if (verdicts.length === 0) return <Alert type="success" showIcon title={t('一切正常', 'All is well')} />
  return (
    <Flex vertical gap="small" role="status">
      {verdicts.map(v => (
        <Alert key={v} type="warning" showIcon title={v} />
      ))}
    </Flex>
  )
}
