/** Load on a server over loopback HTTP: closed loops (so many clients) and open loops (so many requests a second). */
import { connect, type Socket } from 'node:net'

export interface Sent {
  status: number
  body: string
  ms: number
}

/** One kept connection. Lean on purpose: what the load itself costs is taken from the server on the same cores. */
export interface Line {
  send: (method: string, path: string, token: string, body?: unknown, headers?: string) => Promise<Sent>
  close: () => void
}

export function openLine(url: string): Line {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const answers = answersOn(socket)
  return {
    async send(method, path, token, body, headers = '') {
      const started = performance.now()
      const text = body === undefined ? '' : JSON.stringify(body)
      const kind = text && `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
      const head = `${method} ${path} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n`
      const answer = answers()
      socket.write(`${head}${kind}${headers}\r\n${text}`)
      return { ...(await answer), ms: performance.now() - started }
    },
    close: () => socket.destroy(),
  }
}

type Answer = Omit<Sent, 'ms'>

/** Reads answers with a content-length, one at a time. */
function answersOn(socket: Socket): () => Promise<Answer> {
  let read = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Answer> | null = null
  socket.on('data', chunk => {
    read = read.length === 0 ? chunk : Buffer.concat([read, chunk])
    const end = read.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = read.toString('latin1', 0, end)
    const total = end + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    if (read.length < total) return
    const answer = { status: Number(head.slice(9, 12)), body: read.toString('utf8', end + 4, total) }
    read = read.subarray(total)
    waiting?.resolve(answer)
  })
  const fail = (error?: Error) => waiting?.reject(error ?? new Error('the server closed the connection'))
  socket.on('error', fail)
  socket.on('close', () => fail())
  return () => {
    waiting = Promise.withResolvers<Answer>()
    return waiting.promise
  }
}

export interface Figures {
  perSecond: number
  requests: number
  errors: number
  /** In milliseconds, as are the others. */
  p50: number
  p99: number
  max: number
}

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

export const median = (numbers: readonly number[]): number =>
  quantile(
    numbers.toSorted((a, b) => a - b),
    0.5,
  )

export function figuresOf(times: readonly number[], errors: number, seconds: number): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const round = (n: number) => Math.round(n * 10) / 10
  return {
    perSecond: Math.round(times.length / seconds),
    requests: times.length,
    errors,
    p50: round(quantile(sorted, 0.5)),
    p99: round(quantile(sorted, 0.99)),
    max: round(sorted.at(-1) ?? 0),
  }
}

/** Does one thing on a line; answers how long it took in milliseconds. Throws when it went wrong. */
export type Step = (line: Line, client: number, n: number) => Promise<number>

/** `clients` loops, each taking its next step when the last was answered; what is done while warming up isn't counted. */
export async function closedLoop(
  url: string,
  clients: number,
  { warm, seconds }: { warm: number; seconds: number },
  step: Step,
) {
  const times: number[] = []
  const errors: string[] = []
  const begins = performance.now() + warm * 1000
  const ends = begins + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const line = openLine(url)
      for (let n = 0; performance.now() < ends; n++) {
        try {
          const ms = await step(line, client, n)
          if (performance.now() >= begins) times.push(ms)
        } catch (error) {
          errors.push((error as Error).message)
        }
      }
      line.close()
    }),
  )
  if (errors[0]) process.stderr.write(`${errors.length} went wrong, the first: ${errors[0]}\n`)
  return figuresOf(times, errors.length, (performance.now() - begins) / 1000)
}

/** Sends at a fixed rate whatever the answers do; a time counts from when the request was due, so that a stall shows. */
export async function openLoop(
  url: string,
  rate: number,
  seconds: number,
  steps: Record<string, Step>,
): Promise<Record<string, Figures>> {
  const names = Object.keys(steps)
  const times = new Map(names.map(name => [name, [] as number[]]))
  const errors = new Map(names.map(name => [name, 0]))
  const free = Array.from({ length: 64 }, () => openLine(url))
  const waiting: Promise<void>[] = []
  const started = performance.now()
  for (let n = 0; n < rate * seconds; n++) {
    const due = started + (n * 1000) / rate
    const wait = due - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    const name = names[n % names.length]!
    const line = free.pop() ?? openLine(url)
    const done = steps[name]!(line, 0, n).then(
      () => void times.get(name)!.push(performance.now() - due),
      (error: Error) => {
        errors.set(name, errors.get(name)! + 1)
        process.stderr.write(`${name}: ${error.message}\n`)
      },
    )
    waiting.push(done.finally(() => void free.push(line)))
  }
  await Promise.all(waiting)
  for (const line of free) line.close()
  return Object.fromEntries(
    names.map(name => [name, figuresOf(times.get(name)!, errors.get(name)!, seconds)]),
  )
}
