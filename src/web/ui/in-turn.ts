/** One at a time under a name: among all pages of the browser where it has locks, within this page over plain HTTP, where it has none. */
const last = new Map<string, Promise<unknown>>()

/** Runs when everything before it under the name is done, whether it went well or not. */
export function inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
  // Typed as always there, but only where the page came over HTTPS or from this machine.
  const locks: LockManager | undefined = navigator.locks
  if (locks) return locks.request(name, run) as Promise<T>
  const turn = (last.get(name) ?? Promise.resolve()).then(run, run)
  last.set(name, turn)
  return turn
}
