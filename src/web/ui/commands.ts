/** What the page on screen offers to the palette and to the keyboard. */
import { useEffect, useId, useRef, useSyncExternalStore } from 'react'

export interface Command {
  key: string
  label: string
  /** One letter, pressed outside of a field. */
  shortcut?: string
  run: () => void
}

let offered: readonly (Command & { owner: string })[] = []
const listeners = new Set<() => void>()

function offer(next: typeof offered): void {
  offered = next
  for (const tell of listeners) tell()
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => offered)

/** Offers commands while the component is on screen. */
export function useOffer(commands: readonly Command[]): void {
  const owner = useId()
  const latest = useRef(commands)
  latest.current = commands
  const names = commands.map(c => `${c.key}${c.label}${c.shortcut ?? ''}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered anew only when their names change
  useEffect(() => {
    const mine = latest.current.map((c, i) => ({ ...c, owner, run: () => latest.current[i]?.run() }))
    offer([...offered.filter(c => c.owner !== owner), ...mine])
    return () => offer(offered.filter(c => c.owner !== owner))
  }, [owner, names])
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return
      const found = latest.current.find(c => c.shortcut === e.key)
      if (!found) return
      e.preventDefault()
      found.run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=dialog]') !== null)
