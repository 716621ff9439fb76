/** What the clients do: create appeals, take appeals through a life, read. Runs in the client's process. */
import type { City } from './city.ts'
import type { Sent, Step } from './load.ts'
import { chanceFrom } from './random.ts'
import { MATTERS, VOCABULARY, writtenBy } from './texts.ts'

/** The body of a creating call; the same seed gives the same. */
export function appealBody(city: City, seed: number) {
  const c = chanceFrom(seed ^ 0x5bd1e995)
  const { title, content, address } = writtenBy(seed)
  return {
    channelId: city.hotline,
    kind: 'inquiry',
    intent: 'request',
    title,
    content,
    categoryId: c.zipf(city.categories).id,
    place: { address, regionId: c.zipf(city.regions), lng: 120 + c.next() * 0.6, lat: 36 + c.next() * 0.6 },
    appellant: { name: '王小明', phone: `139${String(c.below(1e8)).padStart(8, '0')}` },
  }
}

function must(sent: Sent, status: number): Sent {
  if (sent.status !== status)
    throw new Error(`${sent.status} instead of ${status}: ${sent.body.slice(0, 300)}`)
  return sent
}

const seedOf = (run: number, client: number, n: number): number => run * 40_000_000 + client * 1_000_000 + n

export const createStep =
  (city: City, run: number): Step =>
  async (line, client, n) => {
    const seed = seedOf(run, client, n)
    const sent = await line.send(
      'POST',
      '/api/v1/appeals',
      city.tokens.agent,
      appealBody(city, seed),
      `idempotency-key: bench-${seed}\r\n`,
    )
    return must(sent, 201).ms
  }

/** Create, dispatch, sign, contact, reply, and find it by two words of its own; one step is the whole of it. */
export const lifecycleStep =
  (city: City, run: number): Step =>
  async (line, client, n) => {
    const started = performance.now()
    const { agent, dispatcher, liaison } = city.tokens
    const seed = seedOf(run, client, n)
    const body = appealBody(city, seed)
    const created = await line.send(
      'POST',
      '/api/v1/appeals',
      agent,
      body,
      `idempotency-key: bench-${seed}\r\n`,
    )
    const { number } = JSON.parse(must(created, 201).body) as { number: string }
    const path = `/api/v1/appeals/${number}`
    const act = async (verb: string, token: string, input?: unknown) =>
      must(await line.send('POST', `${path}/${verb}`, token, input), 200)
    await act('dispatch', dispatcher, { units: [{ unitId: city.unit, role: 'lead' }] })
    await act('assignments/1/sign', liaison)
    await act('assignments/1/contact', liaison, { reached: true, how: 'phone', call: `rec-${seed}` })
    await act('assignments/1/reply', liaison, {
      answer: `${body.title}：已安排人员现场核实并处理完毕，感谢您的反映。`,
      result: 'explained',
    })
    const { road, matter } = writtenBy(seed)
    const found = must(
      await line.send('GET', `/api/v1/appeals?q=${encodeURIComponent(`${road} ${matter}`)}`, dispatcher),
      200,
    )
    if (!found.body.includes(number)) throw new Error(`${number} was not found by ${road} ${matter}`)
    return performance.now() - started
  }

/** A word met in one appeal of some thousands: from the tail of the vocabulary. */
const rareWord = (n: number): string => VOCABULARY[30_000 + ((n * 7919) % 20_000)]!
const ROAD_AND_MATTER = (n: number): string => {
  const { road, matter } = writtenBy(n)
  return `${road} ${matter}`
}

/** Reads of every kind, one after the other; `numbers` are tickets to open. */
export function readSteps(city: City, numbers: readonly string[]): Record<string, Step> {
  const { centre, liaison } = city.tokens
  const get =
    (path: (n: number) => string, token: string): Step =>
    async (line, _client, n) =>
      must(await line.send('GET', path(n), token), 200).ms
  const list = (query: (n: number) => Record<string, string>, token = centre) =>
    get(n => `/api/v1/appeals?${new URLSearchParams(query(n))}`, token)
  const any = <T>(from: readonly T[], n: number): T => from[(n * 7919) % from.length]!
  const before = (n: number) => new Date(Date.now() - (n % 300) * 86_400_000).toISOString()
  return {
    'open a ticket': get(n => `/api/v1/appeals/${any(numbers, n)}`, centre),
    'work list of a unit, by due time': list(() => ({ sort: 'due' }), liaison),
    'a unit’s tickets of one stage': list(() => ({ stage: 'struckOff' }), liaison),
    'centre: newest': list(() => ({})),
    'centre: category and stage': list(n => ({ category: any(city.categories, n).code, stage: 'struckOff' })),
    'centre: channel, region, up to a day': list(n => ({
      channelId: String(any(city.channels, n)),
      regionId: String(any(city.regions, n)),
      receivedTo: before(n),
    })),
    'search: a rare word': list(n => ({ q: rareWord(n) })),
    'search: a common word': list(n => ({ q: MATTERS[n % 6]! })),
    'search: two words': list(n => ({ q: ROAD_AND_MATTER(n) })),
    'search: a unit’s own, two words': list(n => ({ q: ROAD_AND_MATTER(n) }), liaison),
  }
}
