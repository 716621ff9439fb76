/** Points out a place on the map of the city; says in which of its regions it lies. */
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { Point } from '../../../domain/place/gcj02.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { PlaceMap } from './PlaceMap.tsx'
import { regionAt } from './region-at.ts'
import { type MapRegion, spotOf, useMapRegions, useTiles } from './use-map.ts'

interface Props {
  at: Point | null
  /** The region that is known already. */
  around: number | null
  onTake: (at: Point, region: MapRegion | undefined) => void
  onClose: () => void
}

export function PlaceDialog({ at, around, onTake, onClose }: Props) {
  const regions = useMapRegions()
  const tiles = useTiles()
  const [marked, setMarked] = useState(at)
  const known = regions.data?.regions ?? []
  const hasOutlines = known.some(r => r.outline !== null)
  const hasMap = hasOutlines || Boolean(tiles?.tiles)
  const inside = marked ? regionAt(known, marked) : undefined
  return (
    <Modal
      open
      width={760}
      title={t('事发地在哪里', 'Where it is')}
      onCancel={onClose}
      okText={t('就是这里', 'It is here')}
      okButtonProps={{ disabled: marked === null }}
      onOk={() => marked && onTake(marked, inside)}
      destroyOnHidden
    >
      <Ask
        of={regions}
        rows={6}
        isEmpty={() => !hasMap}
        empty={t(
          '本市还没有区划边界和底图，暂时不能在地图上选。',
          'The city has neither outlines nor tiles yet; there is no map to point at.',
        )}
      >
        {r => (
          <PlaceMap
            regions={r.regions}
            tiles={tiles}
            at={marked}
            around={around}
            onPick={setMarked}
            name={t('地图', 'Map')}
          />
        )}
      </Ask>
      {(hasMap || marked) && (
        <p role="status" style={{ margin: '8px 0 0', minHeight: 22 }}>
          {marked ? `${inside?.name ?? ''} ${spotOf(marked)}` : HOW}
        </p>
      )}
      {hasOutlines && marked && !inside && (
        <Alert
          type="warning"
          showIcon
          title={t(
            '请核对：这个点不在本市的区划内。',
            'Please check: it lies outside of the city’s regions.',
          )}
        />
      )}
      <Here onFound={setMarked} />
    </Modal>
  )
}

const HOW = t(
  '点地图标出位置；拖动和滚轮可以移动、缩放。',
  'Press on the map to mark it; drag and scroll to move.',
)

/** For who is on the way: where the machine stands. */
function Here({ onFound }: { onFound: (at: Point) => void }) {
  const [problem, setProblem] = useState('')
  if (!('geolocation' in navigator)) return null
  const find = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onFound([coords.longitude, coords.latitude]),
      () => setProblem(t('没有取得位置', 'the place could not be found')),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  return (
    <p style={{ margin: '4px 0 0' }}>
      <Button size="small" onClick={find}>
        {t('我所在的位置', 'Where I stand')}
      </Button>{' '}
      <span role="status">{problem}</span>
    </p>
  )
}
