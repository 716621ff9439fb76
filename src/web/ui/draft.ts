/** What is being typed is kept on this machine until it is sent, also when the browser crashes or the session ends. */
import { useCallback, useEffect, useRef, useState } from 'react'

const PREFIX = 'yidan.draft.'

export function readDraft<T>(key: string): T | null {
  try {
    const kept = localStorage.getItem(PREFIX + key)
    return kept === null ? null : (JSON.parse(kept) as T)
  } catch {
    return null
  }
}

/** Keeps it under the key; what has no more room on the machine is left out. */
export function keepDraft(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // The machine's room for drafts is full: it is still on the page.
  }
}

export const dropDraft = (key: string): void => localStorage.removeItem(PREFIX + key)

/** Like useState, kept under the key; `drop` when it was sent. Keys carry the person's id where several share a machine. */
export function useDraft<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => readDraft<T>(key) ?? initial)
  const first = useRef(initial)
  useEffect(() => setValue(readDraft<T>(key) ?? first.current), [key])
  const keep = useCallback(
    (next: T) => {
      setValue(next)
      keepDraft(key, next)
    },
    [key],
  )
  const drop = useCallback(() => {
    dropDraft(key)
    setValue(first.current)
  }, [key])
  return [value, keep, drop]
}
