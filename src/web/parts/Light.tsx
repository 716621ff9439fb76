/** A light: colour, shape and word together, so that nobody needs to tell colours apart. */
import { t } from '../text.ts'
import { type Light as Colour, useLightName } from './light-names.ts'

const SHAPES: Record<Colour, string> = { none: '', green: '●', yellow: '▲', red: '■' }

/** `bare` leaves the word to screen readers. */
export function Light({ light, bare }: { light: Colour; bare?: boolean }) {
  const lightName = useLightName()
  if (light === 'none') return bare ? null : <span className="sr-only">{t('无灯', 'no light')}</span>
  const name = lightName(light)
  return (
    <span style={{ color: `var(--yidan-${light})`, whiteSpace: 'nowrap', fontWeight: 600 }} title={name}>
      <span aria-hidden="true">{SHAPES[light]}</span> {bare ? <span className="sr-only">{name}</span> : name}
    </span>
  )
}
