/** Which rows of a queue are ticked, for doing something with all of them. */
import { useState } from 'react'

export interface Marks {
  marked: readonly string[]
  has: (key: string) => boolean
  toggle: (key: string) => void
  all: (on: boolean) => void
  clear: () => void
}

/** What left the queue isn't ticked any more. */
export function useMarks(keys: readonly string[] | undefined): Marks {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const marked = (keys ?? []).filter(k => chosen.has(k))
  return {
    marked,
    has: key => chosen.has(key),
    toggle: key =>
      setChosen(before => {
        const next = new Set(before)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    all: on => setChosen(new Set(on ? keys : [])),
    clear: () => setChosen(new Set()),
  }
}
