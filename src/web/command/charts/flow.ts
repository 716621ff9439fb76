/** What flows from channel to unit, put in its places: nodes on either side, ribbons between them. */
import type { Overview } from '../overview.ts'

type Flow = Overview['flow']

export interface Ribbon {
  from: string
  to: string
  n: number
  /** Of several put together there is no one list. */
  filter: Record<string, unknown> | null
}

export interface Node {
  name: string
  n: number
}

const MOST_NODES = 7
/** The name under which small ones are put together. */
export const OTHERS = '*'

/** The largest of either side by name, the small ones put together; `unitName` says what a unit is called, or nobody. */
export function ribbonsOf(flow: Flow, unitName: (name: string | undefined) => string): Ribbon[] {
  const channelOf = (f: Flow[number]) => f.channel.name
  const unitOf = (f: Flow[number]) => unitName(f.unit?.name)
  const [channels, units] = [largest(flow, channelOf), largest(flow, unitOf)]
  const ribbons = new Map<string, Ribbon>()
  for (const f of flow) {
    const from = channels.has(channelOf(f)) ? channelOf(f) : OTHERS
    const to = units.has(unitOf(f)) ? unitOf(f) : OTHERS
    const n = f.week.n ?? 0
    const known = ribbons.get(`${from}→${to}`)
    const next = known ? { ...known, n: known.n + n, filter: null } : { from, to, n, filter: f.week.filter }
    ribbons.set(`${from}→${to}`, next)
  }
  return [...ribbons.values()].filter(r => r.n > 0)
}

function largest(flow: Flow, nameOf: (f: Flow[number]) => string): Set<string> {
  const sums = new Map<string, number>()
  for (const f of flow) sums.set(nameOf(f), (sums.get(nameOf(f)) ?? 0) + (f.week.n ?? 0))
  const top = [...sums].sort((a, b) => b[1] - a[1]).slice(0, MOST_NODES)
  return new Set(top.map(([name]) => name))
}

/** Of one side, the largest first, those put together last. */
export function nodesOf(ribbons: readonly Ribbon[], side: 'from' | 'to'): Node[] {
  const sums = new Map<string, number>()
  for (const r of ribbons) sums.set(r[side], (sums.get(r[side]) ?? 0) + r.n)
  const isRest = (name: string) => name === OTHERS
  return [...sums]
    .map(([name, n]) => ({ name, n }))
    .sort((a, b) => Number(isRest(a.name)) - Number(isRest(b.name)) || b.n - a.n)
}

export interface Placed {
  left: (Node & { y: number; height: number })[]
  right: (Node & { y: number; height: number })[]
  ribbons: (Ribbon & { y0: number; y1: number; height: number })[]
}

/** `gap`: pixels between two nodes, enough for their names. Both sides are drawn to the same scale, each in the middle. */
export function placedIn(ribbons: readonly Ribbon[], height: number, gap: number): Placed {
  const [from, to] = [nodesOf(ribbons, 'from'), nodesOf(ribbons, 'to')]
  const total = from.reduce((sum, n) => sum + n.n, 0)
  const room = Math.min(gap, height / Math.max(from.length, to.length) / 1.5)
  const scale = Math.max(0, height - room * Math.max(from.length, to.length)) / Math.max(1, total)
  const side = (nodes: readonly Node[]) => {
    let y = (height - total * scale - room * (nodes.length - 1)) / 2
    return nodes.map(n => {
      const placed = { ...n, y, height: n.n * scale }
      y += placed.height + room
      return placed
    })
  }
  const [left, right] = [side(from), side(to)]
  return { left, right, ribbons: between(ribbons, left, right, scale) }
}

type Side = Placed['left']

/** In the order of the nodes at their other end, so that as few as can be cross. */
function between(ribbons: readonly Ribbon[], left: Side, right: Side, scale: number): Placed['ribbons'] {
  const place = (side: Side, name: string) => side.findIndex(n => n.name === name)
  const inOrder = (a: Ribbon, b: Ribbon) =>
    place(left, a.from) - place(left, b.from) || place(right, a.to) - place(right, b.to)
  const [usedLeft, usedRight] = [new Map<string, number>(), new Map<string, number>()]
  const take = (used: Map<string, number>, side: Side, name: string, height: number) => {
    const y = used.get(name) ?? side[place(side, name)]!.y
    used.set(name, y + height)
    return y
  }
  return [...ribbons].sort(inOrder).map(r => {
    const height = r.n * scale
    return {
      ...r,
      height,
      y0: take(usedLeft, left, r.from, height),
      y1: take(usedRight, right, r.to, height),
    }
  })
}
