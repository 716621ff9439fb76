/** The place as a point: from where one stands, for who is on the way; the address stays the main thing. */
import { Button } from 'antd'
import { useState } from 'react'
import { t } from '../../text.ts'
import type { CallDraft } from './draft.ts'

interface Props {
  draft: CallDraft
  set: (patch: Partial<CallDraft>) => void
}

export function PlaceOnMap({ draft, set }: Props) {
  const [problem, setProblem] = useState('')
  const find = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set({ lng: coords.longitude, lat: coords.latitude }),
      () => setProblem(t('没有取得位置', 'the place could not be found')),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  return (
    <div className="field">
      <span className="field-name">{t('坐标', 'Point')}</span>
      {draft.lng === null || draft.lat === null ? (
        <>
          <Button onClick={find}>{t('取当前位置', 'Where I stand')}</Button>{' '}
          <span className="small" role="status">
            {problem}
          </span>
        </>
      ) : (
        <>
          <span className="number">
            {draft.lng.toFixed(5)}, {draft.lat.toFixed(5)}
          </span>{' '}
          <Button size="small" onClick={() => set({ lng: null, lat: null })}>
            {t('清除', 'Clear')}
          </Button>
        </>
      )}
    </div>
  )
}
