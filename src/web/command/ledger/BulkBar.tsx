/** What can be done with the rows that are marked. */
import { Button, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import type { Permission } from '../../../domain/access/roles.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { type BulkAct, MOST } from './bulk.ts'

const BulkDialog = lazy(() => import('./BulkDialog.tsx').then(m => ({ default: m.BulkDialog })))

const ACTS: readonly (readonly [BulkAct, string, string, Permission])[] = [
  ['urgeAssignment', '催办', 'Urge', 'appeal.supervise'],
  ['strikeOff', '销号', 'Strike off', 'appeal.strikeOff'],
  ['dispatchAppeal', '派单', 'Dispatch', 'appeal.dispatch'],
]

interface Props {
  marked: ReadonlyMap<string, Summary>
  onClear: () => void
}

export function BulkBar({ marked, onClear }: Props) {
  const { may } = useSession()
  const [act, setAct] = useState<BulkAct | null>(null)
  const appeals = [...marked.values()]
  const whyNot = (permission: Permission): string | null =>
    !may(permission)
      ? t('您的角色不能做', 'Not for your role')
      : appeals.length > MOST
        ? t(`一次最多 ${MOST} 件`, `${MOST} at a time at most`)
        : null
  return (
    <Flex
      gap="small"
      align="center"
      wrap
      className="bulk-bar no-print"
      role="region"
      aria-label={t('批量', 'Bulk')}
    >
      <strong>{t(`已选 ${appeals.length} 件`, `${appeals.length} marked`)}</strong>
      {ACTS.map(([name, zh, en, permission]) => (
        <ReasonedButton key={name} size="small" whyNot={whyNot(permission)} onClick={() => setAct(name)}>
          {t(zh, en)}
        </ReasonedButton>
      ))}
      <Button type="text" size="small" onClick={onClear}>
        {t('取消选择', 'Clear')}
      </Button>
      {act && (
        <Suspense>
          <BulkDialog act={act} appeals={appeals} onClose={() => setAct(null)} onDone={onClear} />
        </Suspense>
      )}
    </Flex>
  )
}
