/** A light: colour, shape and word together, so that nobody needs to tell colours apart. */

import { LIGHT_NAMES } from '../../domain/names.ts'
import { nameOf, t } from '../text.ts'

type Colour = keyof typeof LIGHT_NAMES

const SHAPES: Record<Colour, string> = { none: '', green: '●', yellow: '▲', red: '■' }

/** `bare` leaves the word to screen readers. */
export function Light({ light, bare }: { light: Colour; bare?: boolean }) {
  if (light === 'none') return bare ? null : <span className="sr-only">{t('无灯', 'no light')}</span>
  const name = nameOf(LIGHT_NAMES, light)
  return (
    <span style={{ color: `var(--yidan-${light})`, whiteSpace: 'nowrap', fontWeight: 600 }} title={name}>
      <span aria-hidden="true">{SHAPES[light]}</span> {bare ? <span className="sr-only">{name}</span> : name}
    </span>
  )
}
