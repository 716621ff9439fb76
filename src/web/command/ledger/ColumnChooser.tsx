/** The button behind which columns are chosen. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { t } from '../../text.ts'
import type { ColumnsProps } from './use-columns.ts'

const ColumnsDrawer = lazy(() => import('./ColumnsDrawer.tsx').then(m => ({ default: m.ColumnsDrawer })))

export function ColumnChooser(props: ColumnsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('列', 'Columns')}</Button>
      {isOpen && (
        <Suspense>
          <ColumnsDrawer {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
