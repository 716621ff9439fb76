/** Light, dark, or as the machine has it; remembered on this machine. */
import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'auto' | 'light' | 'dark'
const KEY = 'yidan.theme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const choice = (): ThemeChoice => {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

export function chooseTheme(next: ThemeChoice): void {
  localStorage.setItem(KEY, next)
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  prefersDark.addEventListener('change', tell)
  return () => {
    listeners.delete(tell)
    prefersDark.removeEventListener('change', tell)
  }
}

export function useTheme(): { chosen: ThemeChoice; isDark: boolean } {
  const chosen = useSyncExternalStore(subscribe, choice)
  const isMachineDark = useSyncExternalStore(subscribe, () => prefersDark.matches)
  return { chosen, isDark: chosen === 'dark' || (chosen === 'auto' && isMachineDark) }
}
