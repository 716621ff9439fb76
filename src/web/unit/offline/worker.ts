/**
 * Lets the door 承办 open without a network: keeps the page, and the last answers of the inbox and of tickets for whoever is
 * signed in – nobody else, and only as long as they are. Names and numbers that were revealed are never kept.
 */
interface Fetched extends Event {
  request: Request
  respondWith: (answer: Promise<Response>) => void
  waitUntil: (done: Promise<unknown>) => void
}
interface Told extends Event {
  data: { person?: number | null; until?: string; assets?: string[] }
  ports: readonly MessagePort[]
  waitUntil: (done: Promise<unknown>) => void
}
interface Worker {
  addEventListener(kind: 'fetch', listen: (e: Fetched) => void): void
  addEventListener(kind: 'message', listen: (e: Told) => void): void
  addEventListener(kind: 'install' | 'activate', listen: (e: Fetched) => void): void
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
}
const worker = self as unknown as Worker

const SHELL = 'yidan.shell'
const ANSWERS = 'yidan.answers.'
const PAGE = '/unit'
const UNTIL = '/until'

export {}

/** Tickets and pictures, the ones looked at last. */
const MOST_ANSWERS = 160
const MOST_ASSETS = 200
/** So long a page waits for a bad network before it shows what was kept. */
const PATIENCE = 6000

const KEPT =
  /^\/api\/v1\/(me|assignments|approvals|claimable|rules|directory\/\w+|appeals\/[\w-]+(\/bounces)?|files\/\d+|map\/regions)$/

worker.addEventListener('install', e => e.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', e => e.waitUntil(worker.clients.claim()))
worker.addEventListener('message', e => e.waitUntil(told(e.data).then(() => e.ports[0]?.postMessage('done'))))
worker.addEventListener('fetch', e => {
  const url = new URL(e.request.url)
  if (e.request.method !== 'GET' || url.origin !== location.origin) return
  if (e.request.mode === 'navigate') e.respondWith(page(e.request))
  else if (url.pathname.startsWith('/assets/')) e.respondWith(asset(e.request))
  else if (KEPT.test(url.pathname) && !e.request.headers.has('range')) e.respondWith(answer(e.request))
})

/** The page says who is signed in, until when, and what it has loaded; nobody: everything of anybody goes. */
async function told({ person, until, assets }: Told['data']): Promise<void> {
  if (person !== undefined) {
    const own = person === null ? null : `${ANSWERS}${person}`
    for (const name of await caches.keys())
      if (name.startsWith(ANSWERS) && name !== own) await caches.delete(name)
    if (own && until) await (await caches.open(own)).put(UNTIL, new Response(until))
  }
  const shell = await caches.open(SHELL)
  for (const path of assets ?? []) if (!(await shell.match(path))) await shell.add(path).catch(() => {})
  if (assets && !(await shell.match(PAGE))) await shell.add(PAGE).catch(() => {})
}

async function page(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  try {
    const fresh = await soon(request)
    if (fresh.ok && !fresh.redirected) await shell.put(PAGE, fresh.clone())
    return fresh
  } catch (error) {
    const kept = await shell.match(PAGE)
    if (kept) return kept
    throw error
  }
}

/** Their names change with their content. */
async function asset(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  const kept = await shell.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) {
    await shell.put(request, fresh.clone())
    await keepOnly(shell, MOST_ASSETS)
  }
  return fresh
}

async function answer(request: Request): Promise<Response> {
  const own = await ownAnswers()
  try {
    const fresh = await soon(request)
    if (fresh.status === 401) await told({ person: null })
    else if (own && fresh.status === 200) {
      await own.put(request, fresh.clone())
      await keepOnly(own, MOST_ANSWERS)
    } else if (own && (fresh.status === 403 || fresh.status === 404)) await own.delete(request)
    return fresh
  } catch (error) {
    const kept = await own?.match(request, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

/** Null when nobody is signed in, or when their session has ended by the clock. */
async function ownAnswers(): Promise<Cache | null> {
  const name = (await caches.keys()).find(n => n.startsWith(ANSWERS))
  const own = name ? await caches.open(name) : null
  const until = await (await own?.match(UNTIL))?.text()
  if (!own || !name || !until) return null
  if (Date.parse(until) > Date.now()) return own
  await caches.delete(name)
  return null
}

/** Without an end a bad network keeps a page waiting for minutes. */
async function soon(request: Request): Promise<Response> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new TypeError('too slow')), PATIENCE),
  )
  return navigator.onLine ? Promise.race([fetch(request), late]) : fetch(request)
}

/** A cache lists what was put first before what was put last. */
async function keepOnly(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys()
  const old = keys.filter(k => new URL(k.url).pathname !== UNTIL && new URL(k.url).pathname !== PAGE)
  await Promise.all(old.slice(0, Math.max(0, old.length - most)).map(k => cache.delete(k)))
}
