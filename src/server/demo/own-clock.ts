/** A clock that every story carries with it: what happens in a story happens at the story's own time. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Instant } from '../../domain/instant.ts'

export interface OwnClock {
  /** The time of the story it is asked in; the real time outside of any. */
  now: () => Instant
  /** Sets the time of the present story. */
  set: (at: Instant) => void
  /** Runs something with a time of its own. */
  at: <T>(at: Instant, run: () => T) => T
}

export function ownClock(real: () => Instant = Date.now): OwnClock {
  const stories = new AsyncLocalStorage<{ at: Instant }>()
  return {
    now: () => stories.getStore()?.at ?? real(),
    set: at => {
      const story = stories.getStore()
      if (!story) throw new Error('outside of a story the clock cannot be set')
      story.at = at
    },
    at: (at, run) => stories.run({ at }, run),
  }
}
