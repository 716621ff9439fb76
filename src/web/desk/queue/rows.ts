/** Where one is in a list of work: which row is open, the next one when it is done, and what keys do. */
import { Grid } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'

export interface Place {
  /** The key of the row that is open; undefined on a phone that shows the list. */
  at: string | undefined
  open: (key: string | undefined) => void
  /** The row is done: on to the next. */
  done: () => void
  /** It was in the list and isn't any more, by somebody else's hand. */
  isGone: boolean
  isWide: boolean
}

/** Before the breakpoints are known. */
const WIDE = matchMedia('(min-width: 992px)')

/** `keys` is undefined while the list is on its way. */
export function usePlace(path: string, keys: readonly string[] | undefined, at: string | undefined): Place {
  const [, go] = useLocation()
  const isWide = Grid.useBreakpoint().lg ?? WIDE.matches
  const where = useRef(0)
  const index = at === undefined || !keys ? -1 : keys.indexOf(at)
  if (index >= 0) where.current = index
  const open = (key: string | undefined, replace = false) => go(key ? `${path}/${key}` : path, { replace })
  // What one has just done with stays in the list until it is asked anew.
  const handled = useRef(new Set<string>())
  for (const key of handled.current) if (keys && !keys.includes(key)) handled.current.delete(key)
  const first = keys?.find(k => !handled.current.has(k))
  useEffect(() => {
    if (isWide && at === undefined && first !== undefined) go(`${path}/${first}`, { replace: true })
  }, [isWide, at, first, path, go])
  const next = () => {
    if (at) handled.current.add(at)
    const others = (keys ?? []).filter(k => !handled.current.has(k))
    open(others[Math.min(where.current, others.length - 1)], true)
  }
  const move = (by: number) => {
    const key = keys?.[Math.max(0, Math.min((keys?.length ?? 1) - 1, where.current + by))]
    if (key) open(key, true)
  }
  useOffer([
    { key: 'queue.next', label: t('下一件', 'Next'), shortcut: 'j', run: () => move(1) },
    { key: 'queue.back', label: t('上一件', 'Previous'), shortcut: 'k', run: () => move(-1) },
  ])
  return {
    at,
    open: key => open(key),
    done: next,
    isGone: at !== undefined && keys !== undefined && index < 0,
    isWide,
  }
}
