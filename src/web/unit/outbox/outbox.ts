/** The outbox: acts are written down before they are sent, and leave in order, each exactly once. */
import { Refused, upload } from '../../api.ts'
import type { Purpose } from '../../parts/fields/FilesField.tsx'
import { type Sent, sendDeed } from '../../parts/keeping.ts'
import type { Deed, Waiting } from '../../parts/waiting.ts'
import { inTurn } from '../../ui/in-turn.ts'
import { outcomeOf } from './outcome.ts'
import { chained, nextToSend, withFile } from './queue.ts'
import {
  changeActs,
  clearAll,
  dropFile,
  fileOf,
  isLocal,
  keepFile,
  purposeOf,
  readActs,
  tidyFiles,
} from './store.ts'

const AGAIN_EVERY = 20_000

interface Told {
  resolve: (outcome: Sent) => void
  reject: (error: Error) => void
}

export interface Outbox {
  send: (deed: Deed) => Promise<Sent>
  keepFile: (file: File, purpose: Purpose) => Promise<string>
  fileOf: typeof fileOf
  sendAnyway: (key: string, seen: number) => void
  drop: (key: string) => Promise<void>
  retry: () => void
  /** Nothing of the person stays on this machine. */
  clear: () => Promise<void>
  list: () => readonly Waiting[]
  subscribe: (tell: () => void) => () => void
  /** Tries to send on its own from now on; answers how to stop. */
  start: () => () => void
}

/** Of one person on this machine. `onSent` is told after each act that happened. */
export function openOutbox(personId: number, onSent: (deed: Waiting, hadForm: boolean) => void): Outbox {
  const channel = new BroadcastChannel(`yidan.outbox.${personId}`)
  const listeners = new Set<() => void>()
  const forms = new Map<string, Told>()
  let acts: readonly Waiting[] = []

  const show = (next: readonly Waiting[]) => {
    acts = next
    for (const tell of listeners) tell()
  }
  const change = async (by: (acts: Waiting[]) => Waiting[]) => {
    show(await changeActs(personId, by))
    channel.postMessage('changed')
  }
  const patch = (key: string, to: Partial<Waiting>) =>
    change(all => all.map(a => (a.key === key ? { ...a, ...to } : a)))
  const reload = async () => show(await readActs(personId))
  channel.onmessage = () => void reload()

  /** Uploads what is only here, and remembers each id at once: nothing goes up twice. */
  async function uploaded(act: Waiting): Promise<Waiting> {
    let ready = act
    for (const local of ((act.body.fileIds ?? []) as unknown[]).filter(isLocal)) {
      const file = await fileOf(local)
      const kept = file && (await upload(file, await purposeOf(local)))
      ready = withFile(ready, local, kept?.id)
      await patch(act.key, { body: ready.body })
    }
    return ready
  }

  async function attempt(act: Waiting): Promise<boolean> {
    await patch(act.key, { state: 'sending' })
    try {
      const version = await sendDeed(await uploaded(act))
      await change(all => chained(all, act, version))
      for (const local of ((act.body.fileIds ?? []) as unknown[]).filter(isLocal)) await dropFile(local)
      forms.get(act.key)?.resolve({ how: 'sent', version })
      onSent(act, forms.has(act.key))
      return true
    } catch (error) {
      return settle(act, error as Error)
    } finally {
      forms.delete(act.key)
    }
  }

  /** Whether it makes sense to go on with the next. */
  async function settle(act: Waiting, error: Error): Promise<boolean> {
    const outcome = outcomeOf(error)
    const form = forms.get(act.key)
    if (outcome === 'away') {
      await patch(act.key, { state: 'waiting' })
      form?.resolve({ how: 'kept' })
      return false
    }
    // The form is still open: it says why, with everything typed in it.
    if (form) {
      await change(all => all.filter(a => a.key !== act.key))
      form.reject(error)
    } else
      await patch(act.key, { state: outcome, ...(error instanceof Refused && { problem: error.problem }) })
    return true
  }

  async function sendAll(): Promise<void> {
    await reload()
    for (let act = nextToSend(acts); act; act = nextToSend(acts)) if (!(await attempt(act))) break
    for (const [key, form] of forms) {
      form.resolve({ how: 'kept' })
      forms.delete(key)
    }
  }
  // One page of the browser sends; the others see what becomes of it.
  let isAsked = false
  let isRunning = false
  async function sendWhileAsked(): Promise<void> {
    isRunning = true
    try {
      while (isAsked) {
        isAsked = false
        await inTurn(`yidan.outbox.${personId}`, sendAll)
      }
    } finally {
      isRunning = false
    }
  }
  const retry = () => {
    isAsked = true
    if (!isRunning) void sendWhileAsked()
  }

  return {
    async send(deed) {
      await change(all => [...all, { ...deed, at: Date.now(), state: 'waiting' }])
      return new Promise<Sent>((resolve, reject) => {
        forms.set(deed.key, { resolve, reject })
        retry()
      })
    },
    keepFile,
    fileOf,
    sendAnyway: (key, seen) => void patch(key, { state: 'waiting', seen }).then(retry),
    drop: key => change(all => all.filter(a => a.key !== key)),
    retry,
    clear: async () => {
      await clearAll()
      show([])
    },
    list: () => acts,
    subscribe: tell => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    start() {
      void readActs(personId).then(tidyFiles)
      retry()
      const timer = setInterval(() => acts.some(a => a.state === 'waiting') && retry(), AGAIN_EVERY)
      addEventListener('online', retry)
      document.addEventListener('visibilitychange', retry)
      return () => {
        clearInterval(timer)
        removeEventListener('online', retry)
        document.removeEventListener('visibilitychange', retry)
      }
    },
  }
}
