/** Ctrl+K: go to a place, open a ticket by its number, do what a page offers. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { onPalette } from './palette.ts'
import type { Place } from './Shell.tsx'

const Opened = lazy(() => import('./PaletteOpened.tsx').then(m => ({ default: m.PaletteOpened })))

export function Palette({ places }: { places: readonly Place[] }) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => onPalette(() => setOpen(true)), [])
  return isOpen ? (
    <Suspense>
      <Opened places={places} onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
