/** When the colours come on: when less than an amount is left, or less than a share of the limit. */
import { Input, InputNumber } from 'antd'
import type { Rules } from '../../../parts/directory.ts'
import { useLightName } from '../../../parts/light-names.ts'
import { t } from '../../../text.ts'

interface Props {
  lights: Rules['lights']
  wrong: (path: string) => string | null
  onChange: (lights: Rules['lights']) => void
}

const COLOURS = ['green', 'yellow'] as const

export function Lights({ lights, wrong, onChange }: Props) {
  const lightName = useLightName()
  return (
    <div className="ladder-lights">
      {COLOURS.map(light => {
        const { left, share } = lights[light]
        const name = lightName(light)
        const said = wrong(`lights.${light}`)
        const set = (change: Partial<typeof lights.green>) =>
          onChange({ ...lights, [light]: { ...lights[light], ...change } })
        return (
          <div key={light}>
            <strong>{name}</strong> {t('剩余不足', 'when less than')}{' '}
            <Input
              size="small"
              style={{ width: 72 }}
              aria-label={t(`${name} 剩余`, `${name} left`)}
              status={said ? 'error' : ''}
              value={left}
              onChange={e => set({ left: e.target.value.trim() })}
            />{' '}
            {t('且不足时限的', 'and less than')}{' '}
            <InputNumber
              size="small"
              style={{ width: 72 }}
              min={0}
              max={100}
              precision={0}
              aria-label={t(`${name} 占比`, `${name} share`)}
              value={Math.round(share * 100)}
              onChange={value => set({ share: (value ?? 0) / 100 })}
            />{' '}
            {t('% 时亮', '% of the limit is left')}
            {said && (
              <small role="alert" className="rung-wrong">
                {said}
              </small>
            )}
          </div>
        )
      })}
    </div>
  )
}
