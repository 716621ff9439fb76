/** What the page on screen offers to the palette and to the keyboard. */
import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

export interface Command {
  key: string
  label: string
  /** One letter, pressed outside of a field. */
  shortcut?: string
  /** Pressed anywhere, also while typing: `Alt+1`, `Ctrl+Enter`. */
  chord?: string
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
  const names = commands.map(c => `${c.key}${c.label}${c.shortcut ?? ''}${c.chord ?? ''}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered anew only when their names change
  useEffect(() => {
    const mine = latest.current.map((c, i) => ({ ...c, owner, run: () => latest.current[i]?.run() }))
    offer([...offered.filter(c => c.owner !== owner), ...mine])
    return () => offer(offered.filter(c => c.owner !== owner))
  }, [owner, names])
  // Before it can be seen: a key pressed at first sight is heard.
  useLayoutEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const found = pressed(latest.current, e)
      if (!found) return
      e.preventDefault()
      found.run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** Which of the commands the key calls; none while a dialog is open or a Chinese word is being composed. */
function pressed(commands: readonly Command[], e: KeyboardEvent): Command | undefined {
  if (e.isComposing || (e.target instanceof HTMLElement && e.target.closest('[role=dialog]'))) return
  if (e.ctrlKey || e.metaKey || e.altKey) return commands.find(c => c.chord && c.chord === chordOf(e))
  return isTyping(e.target) ? undefined : commands.find(c => c.shortcut === e.key)
}

/** By the place of the key, not by what it types: Alt with a letter types signs on some machines. */
const chordOf = (e: KeyboardEvent): string =>
  `${e.ctrlKey || e.metaKey ? 'Ctrl+' : ''}${e.altKey ? 'Alt+' : ''}${e.code.replace(/^(Digit|Key|Numpad(?=Enter))/, '')}`

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isTicked(target)))

/** A box that is ticked takes no letters. */
const isTicked = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type)
