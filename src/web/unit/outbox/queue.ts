/** What leaves next, and what follows from how it went: pure, so that each case can be told. */
import type { Waiting } from '../../parts/waiting.ts'

/** The oldest that can go: an act whose forerunner on the same ticket is stuck waits for it. */
export const nextToSend = (acts: readonly Waiting[]): Waiting | undefined =>
  acts.find((act, i) => isReady(act) && acts.slice(0, i).every(a => a.number !== act.number || isReady(a)))

/** One that was being sent when the page closed is sent again: its key makes it happen once. */
const isReady = (act: Waiting): boolean => act.state === 'waiting' || act.state === 'sending'

/**
 * Without the act that happened. The next ones on the ticket were written after it: nobody came between, since it was
 * accepted at the version that was seen, so they go on from the version it made.
 */
export const chained = (acts: Waiting[], done: Waiting, version: number | null): Waiting[] =>
  acts
    .filter(a => a.key !== done.key)
    .map(a =>
      version !== null && a.number === done.number && a.seen >= done.seen && a.seen < version
        ? { ...a, seen: version }
        : a,
    )

/** With the file's id in place of its local name; without it when it is gone. */
export function withFile(act: Waiting, local: string, id: number | undefined): Waiting {
  const ids = ((act.body.fileIds ?? []) as unknown[]).flatMap(f => (f !== local ? [f] : id ? [id] : []))
  return { ...act, body: { ...act.body, fileIds: ids } }
}
