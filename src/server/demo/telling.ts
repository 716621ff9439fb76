/** Tells many stories at once in the order of their time, as far as the present: what lies ahead hasn't happened. */
import type { Instant } from '../../domain/instant.ts'
import type { OwnClock } from './own-clock.ts'

/** Waits, in a story, until its next act; never comes back when that lies ahead of the present. */
export type Until = (at: Instant) => Promise<void>

export interface Story {
  startsAt: Instant
  tell: (until: Until) => Promise<void>
}

export interface Telling {
  clock: OwnClock
  present: Instant
  /** How many stories have ended or reached the present. */
  progress?: (done: number) => void
}

/** So many stories are between two acts at the same time: enough to fill a commit, few enough to keep the order. */
const AT_ONCE = 64

/** Resolves when every story has ended or reached the present; rejects with the first error of one. */
export function tellAll(stories: readonly Story[], { clock, present, progress }: Telling): Promise<void> {
  const waiting = openQueue()
  let busy = 0
  let done = 0
  return new Promise((resolve, reject) => {
    const pump = () => {
      while (busy < AT_ONCE) {
        const next = waiting.take()
        if (!next) break
        busy += 1
        next()
      }
      if (busy === 0) resolve()
    }
    const letOthers = () => {
      busy -= 1
      pump()
    }
    const end = () => {
      done += 1
      progress?.(done)
      letOthers()
    }
    const until: Until = async at => {
      if (at > present) {
        end()
        return new Promise(() => {})
      }
      await new Promise<void>(resume => {
        waiting.put(at, resume)
        letOthers()
      })
      clock.set(at)
    }
    for (const { startsAt, tell } of stories)
      if (startsAt <= present)
        waiting.put(startsAt, () => clock.at(startsAt, () => void tell(until).then(end, reject)))
    pump()
  })
}

/** What waits, the earliest first. */
function openQueue() {
  /** The latest first, so that taking is popping. */
  const rows: { at: Instant; resume: () => void }[] = []
  return {
    put: (at: Instant, resume: () => void) => {
      let low = 0
      for (let high = rows.length; low < high; ) {
        const middle = (low + high) >> 1
        if (rows[middle]!.at > at) low = middle + 1
        else high = middle
      }
      rows.splice(low, 0, { at, resume })
    },
    take: () => rows.pop()?.resume,
  }
}
