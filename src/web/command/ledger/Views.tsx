/** Lists one comes back to: one's own, and those colleagues share. */
import { StarOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { isSame } from './filter.ts'
import { filterOf, type ViewsProps } from './kept.ts'

const ViewsDrawer = lazy(() => import('./ViewsDrawer.tsx').then(m => ({ default: m.ViewsDrawer })))

export function Views(props: ViewsProps) {
  const views = useAsk('listSavedViews', {}, { fresh: 60_000 })
  const [isOpen, setOpen] = useState(false)
  const here = views.data?.views.find(v => isSame(filterOf(v), props.filter))
  return (
    <>
      <Button icon={<StarOutlined />} onClick={() => setOpen(true)}>
        {here?.name ?? t('常用筛选', 'Views')}
      </Button>
      {isOpen && (
        <Suspense>
          <ViewsDrawer
            {...props}
            views={views}
            onClose={() => setOpen(false)}
            onOpen={(filter, columns) => {
              setOpen(false)
              props.onOpen(filter, columns)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
