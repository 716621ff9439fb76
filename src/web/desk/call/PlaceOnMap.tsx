/** The place as a point: picked on a map that is loaded when it is asked for; the address stays the main thing. */
import { EnvironmentOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { spotOf } from '../../parts/map/use-map.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import type { CallDraft } from './draft.ts'

const PlaceDialog = lazy(() =>
  import('../../parts/map/PlaceDialog.tsx').then(m => ({ default: m.PlaceDialog })),
)

interface Props {
  draft: CallDraft
  set: (patch: Partial<CallDraft>) => void
}

export function PlaceOnMap({ draft: { lng, lat, regionId }, set }: Props) {
  const [isOpen, setOpen] = useState(false)
  const at = lng === null || lat === null ? null : ([lng, lat] as const)
  useOffer([
    {
      key: 'map',
      label: t('在地图上选', 'Point at it on the map'),
      chord: 'Alt+M',
      run: () => setOpen(true),
    },
  ])
  return (
    <div className="field">
      <span className="field-name">{t('坐标', 'Point')}</span>
      <Button icon={<EnvironmentOutlined />} onClick={() => setOpen(true)}>
        {at ? <span className="number">{spotOf(at)}</span> : t('在地图上选', 'On the map')}
        <Key of="Alt+M" />
      </Button>{' '}
      {at && (
        <Button type="link" size="small" onClick={() => set({ lng: null, lat: null })}>
          {t('清除', 'Clear')}
        </Button>
      )}
      {isOpen && (
        <Suspense fallback={<Button loading aria-label={t('正在打开地图', 'Opening the map')} />}>
          <PlaceDialog
            at={at}
            around={regionId}
            onTake={([x, y], region) => {
              set({ lng: x, lat: y, ...(region && regionId === null && { regionId: region.id }) })
              setOpen(false)
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
