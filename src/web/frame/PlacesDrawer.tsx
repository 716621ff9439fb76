/** The places of a workbench where there is no room beside the page. */
import { Drawer } from 'antd'
import { t } from '../text.ts'
import { Places } from './Places.tsx'
import type { Place } from './Shell.tsx'

interface Props {
  places: readonly Place[]
  here: string
  onClose: () => void
}

export function PlacesDrawer({ places, here, onClose }: Props) {
  return (
    <Drawer open onClose={onClose} placement="left" size={280} title={t('去哪里', 'Go to')}>
      <nav aria-label={t('工作台', 'Workbench')}>
        <Places places={places} here={here} onGo={onClose} />
      </nav>
    </Drawer>
  )
}
