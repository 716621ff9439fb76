/** What can be done about the duties that were picked. */
import { Button, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import type { Duty } from './duties.ts'

const SendDialog = lazy(() => import('./SendDialog.tsx').then(m => ({ default: m.SendDialog })))

interface Props {
  duties: readonly Duty[]
  onClear: () => void
}

/** More in one go nobody looks through. */
const MOST = 500

export function PickedBar({ duties, onClear }: Props) {
  const { may } = useSession()
  const [sent, setSent] = useState<readonly Duty[] | null>(null)
  const units = new Set(duties.map(d => d.unit.id)).size
  const isTooMany = duties.length > MOST
  return (
    <>
      {duties.length > 0 && (
        <Flex
          gap="small"
          align="center"
          wrap
          className="picked-bar no-print"
          role="region"
          aria-label={t('已选事项', 'Picked')}
        >
          <strong>
            {t(`已选 ${duties.length} 项，${units} 个单位`, `${duties.length} picked, ${units} units`)}
          </strong>
          {isTooMany && <span>{t(`一次最多 ${MOST} 项`, `${MOST} at a time at most`)}</span>}
          <Button type="primary" disabled={isTooMany} onClick={() => setSent(duties)}>
            {may('sheet.issue') ? t('批量发单', 'Issue sheets') : t('督办升级', 'Supervise')}
          </Button>
          <Button type="text" onClick={onClear}>
            {t('取消选择', 'Clear')}
          </Button>
        </Flex>
      )}
      {sent && (
        <Suspense>
          <SendDialog duties={sent} onClose={() => setSent(null)} onDone={onClear} />
        </Suspense>
      )}
    </>
  )
}
