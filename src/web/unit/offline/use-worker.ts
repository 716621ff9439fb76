/** Registers the worker that lets this door open without a network, and tells it whose answers it may keep. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { beforeSignOut, useSession } from '../../session.tsx'

/** Mount once in the door. Where the browser has no workers (or no safe address) the door works as the others do. */
export function useWorker(): void {
  const { me } = useSession()
  const client = useQueryClient()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const { personId, expiresAt } = me
    const wasRuled = navigator.serviceWorker.controller !== null
    navigator.serviceWorker
      .register('/unit-worker.js', { scope: '/unit' })
      .then(() => navigator.serviceWorker.ready)
      .then(async ({ active }) => {
        if (active) await tell(active, { person: personId, until: expiresAt })
        warm(assets => active?.postMessage({ assets }))
        // What came before the worker did is asked once more, so that it is kept.
        if (wasRuled) return
        await ruled()
        await client.invalidateQueries({ refetchType: 'all' })
      })
      .catch(() => {
        // Refused by the browser (private window, full disk): everything else works.
      })
    return beforeSignOut(async () => {
      await forget()
      return true
    })
  }, [me, client])
}

/** Says it, and waits until the worker has taken it in. */
const tell = (worker: ServiceWorker, words: object): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    worker.postMessage(words, [port2])
  })

/** The worker stands between this page and the server from now on. */
const ruled = (): Promise<void> =>
  new Promise(resolve => {
    if (navigator.serviceWorker.controller) resolve()
    else navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
  })

/** Nothing a person saw stays on the machine once they have left. */
async function forget(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter(n => n.startsWith('yidan.answers.')).map(n => caches.delete(n)))
}

/** Loads what this door will need on the way, and says what has been loaded. */
function warm(say: (assets: string[]) => void): void {
  setTimeout(async () => {
    await Promise.allSettled([
      import('../../parts/ActDialog.tsx'),
      import('../../parts/ticket/TicketPage.tsx'),
      import('../Outbox.tsx'),
    ])
    const loaded = performance.getEntriesByType('resource').map(r => new URL(r.name).pathname)
    say([...new Set(loaded.filter(path => path.startsWith('/assets/')))])
  }, 1500)
}
