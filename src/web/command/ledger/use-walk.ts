/** Walking through the rows by keyboard: which row one is on, and what the keys do. */
import { type KeyboardEvent, useState } from 'react'

interface Walk {
  count: number
  /** Rows that fit on the screen. */
  page: number
  show: (index: number) => void
  onOpen: (index: number) => void
  onMark: (index: number, range: boolean) => void
  onLeave: () => void
}

const STEPS: Record<string, (at: number, walk: Walk) => number> = {
  ArrowDown: at => at + 1,
  ArrowUp: at => at - 1,
  j: at => at + 1,
  k: at => at - 1,
  PageDown: (at, { page }) => at + page,
  PageUp: (at, { page }) => at - page,
  Home: () => 0,
  End: (_, { count }) => count - 1,
}

export function useWalk(walk: Walk): {
  active: number
  setActive: (index: number) => void
  onKeyDown: (event: KeyboardEvent) => void
} {
  const [active, setActive] = useState(0)
  const go = (index: number) => {
    const next = Math.max(0, Math.min(walk.count - 1, index))
    setActive(next)
    walk.show(next)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    if (step) go(step(active, walk))
    else if (event.key === 'Enter') walk.onOpen(active)
    else if (event.key === ' ') walk.onMark(active, event.shiftKey)
    else if (event.key === 'Escape') walk.onLeave()
    else return
    event.preventDefault()
  }
  return { active: Math.min(active, Math.max(0, walk.count - 1)), setActive, onKeyDown }
}
