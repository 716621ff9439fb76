/** Turns one row of the source into a matter with known ids, or says which field is wrong. */

import type { Directory } from '../../domain/directory/directory.ts'
import { LIMITS_FROM, OUTCOMES, type Outcome, type SourceMatter } from '../../domain/exchange/source.ts'
import { DAY, type Instant } from '../../domain/instant.ts'
import { whyNotPlace } from '../../domain/intake/receive-appeal.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import type { IdentityInput } from '../../domain/record/draft.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import { INTENTS, KINDS, RESULTS, SEVERITIES, URGENCIES } from '../../domain/vocabulary.ts'
import { type FieldText, fieldText, momentOf, RowFault, type SourceRow, shown } from './field-rules.ts'
import { FIELDS, type FieldName, type Mapping } from './mapping.ts'

export type ReadRow = (row: SourceRow, now: Instant) => SourceMatter

export interface Town {
  directory: Directory
  /** Of the tenant; a mapping may name another. */
  zone: string
  rules: Rules
}

const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
const LONGEST: Partial<Record<FieldName, number>> = {
  content: 20_000,
  reply: 20_000,
  title: 200,
  address: 500,
  externalId: 120,
}
const LONGEST_LINE = 200

/** A function that reads rows by a mapping; throws an Error when the mapping names what the town doesn't have. */
export function rowReader(mapping: Mapping, town: Town): ReadRow {
  const reading = openFields(mapping, town)
  return (row, now) => matterOf(reading, row, now)
}

interface Reading {
  mapping: Mapping
  town: Town
  zone: Zone
  texts: ReadonlyMap<FieldName, FieldText>
  units: ReadonlyMap<string, number>
  categories: ReadonlyMap<string, number>
  channels: ReadonlyMap<string, number>
  regions: ReadonlyMap<string, number>
  grids: ReadonlyMap<string, number>
}

function openFields(mapping: Mapping, town: Town): Reading {
  const { directory } = town
  const texts = new Map(
    FIELDS.flatMap(f => (mapping.fields[f] ? [[f, fieldText(f, mapping.fields[f])] as const] : [])),
  )
  return {
    mapping,
    town,
    zone: zoneOf(mapping.zone ?? town.zone),
    texts,
    units: idsBy(directory.units.all.filter(u => u.active)),
    categories: idsBy([...directory.categories.values()].filter(c => c.active)),
    channels: idsBy([...directory.channels.values()].filter(c => c.active)),
    regions: idsBy([...directory.regions.values()]),
    grids: idsBy([...directory.grids.values()]),
  }
}

/** By code, and by name where only one bears it. */
function idsBy(rows: readonly { id: number; code: string; name: string }[]): Map<string, number> {
  const names = Map.groupBy(rows, r => r.name)
  const ids = new Map(rows.filter(r => names.get(r.name)?.length === 1).map(r => [r.name, r.id]))
  for (const r of rows) ids.set(r.code, r.id)
  return ids
}

// A call, or what old spreadsheets run when they meet it: =SUM(…), =cmd|'…', @x(…), =1+1.
const FORMULA = /^\s*(=[\s+-]*[\d.]+\s*[-+*/^&]|[=@+-]\s*[A-Za-z_][\w.]*\s*[(|!])/

/** The field's plain text; '' for nothing. */
function textOf({ texts, mapping }: Reading, row: SourceRow, field: FieldName): string {
  const raw = texts.get(field)?.(row) ?? ''
  if (raw === '') return ''
  const most = LONGEST[field] ?? LONGEST_LINE
  if (raw.length > most * 4) throw tooLong(field, raw, most)
  if (raw.includes('\0')) throw new RowFault(field, '含有空字符', 'has a NUL character')
  if (!raw.isWellFormed())
    throw new RowFault(field, '含有半个字符', 'has half a character (a lone surrogate)')
  if (mapping.formulas === 'reject' && FORMULA.test(raw))
    throw new RowFault(field, '像是公式', `looks like a formula: ${shown(raw)}`)
  const text = plainText(raw).trim()
  if (text.length > most) throw tooLong(field, text, most)
  return text
}

const tooLong = (field: FieldName, { length }: string, most: number) =>
  new RowFault(field, '太长', `has ${length} characters, more than ${most}`)

function matterOf(r: Reading, row: SourceRow, now: Instant): SourceMatter {
  const text = (field: FieldName) => textOf(r, row, field)
  const content = needed('content', text('content'))
  const reply = text('reply')
  const channelId = idIn(r.channels, 'channel', needed('channel', text('channel')))
  const unitId = unitOf(r, text('unit'), channelId)
  const times = timesOf(r, text, now)
  const outcome = outcomeOf(text('outcome'), { unitId, reply, times })
  return {
    platform: r.mapping.platform,
    externalId: needed('externalId', text('externalId')),
    channelId,
    kind: wordOf('kind', text('kind') || 'help', KINDS),
    intent: wordOf('intent', text('intent') || 'request', INTENTS),
    title: oneLine(text('title')) || oneLine(content).slice(0, 40).toWellFormed(),
    content,
    ...categoryOf(r, text('category')),
    urgency: wordOf('urgency', text('urgency') || 'general', URGENCIES),
    severity: wordOf('severity', text('severity') || 'small', SEVERITIES),
    tags: tagsOf(text('tags')),
    ...placeOf(r, text),
    ...personOf(text),
    ...(unitId !== undefined && { unitId }),
    outcome,
    ...times,
    ...(reply && { reply }),
    ...resultOf(text('result')),
    ...(outcome === 'refused' && reasonOf(r, text('reason'))),
    limits: wordOf('limits', r.mapping.limits, LIMITS_FROM),
  }
}

function needed(field: FieldName, text: string): string {
  if (text === '') throw new RowFault(field, '为空', 'is empty')
  return text
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

function wordOf<const T extends readonly string[]>(field: string, text: string, words: T): T[number] {
  if (!(words as readonly string[]).includes(text))
    throw new RowFault(field, '不认识', `is not one of ${words.join(', ')}: ${shown(text)}`)
  return text
}

function idIn(ids: ReadonlyMap<string, number>, field: FieldName, text: string): number {
  const id = ids.get(text)
  if (id === undefined)
    throw new RowFault(field, '本市没有', `this town has none by that code or name: ${shown(text)}`)
  return id
}

const resultOf = (text: string) => (text ? { result: wordOf('result', text, RESULTS) } : {})
const tagsOf = (text: string): string[] =>
  [
    ...new Set(
      text
        .split(/[,，;；、]/)
        .map(t => t.trim())
        .filter(Boolean),
    ),
  ].slice(0, 20)

function categoryOf({ categories, mapping }: Reading, text: string): { categoryId?: number } {
  if (text === '') return {}
  const id = categories.get(text)
  if (id !== undefined) return { categoryId: id }
  return mapping.unknownCategory === 'none' ? {} : { categoryId: idIn(categories, 'category', text) }
}

/** Undefined: nobody handles it yet, or the centre did where the outcome says that it was handled. */
function unitOf({ units, mapping, town }: Reading, text: string, channelId: number): number | undefined {
  const id = units.get(text)
  if (id !== undefined) return id
  if (text !== '' && mapping.unknownUnit === 'reject') return idIn(units, 'unit', text)
  if (mapping.unknownUnit !== 'owner') return undefined
  return town.directory.channels.get(channelId)?.ownerUnitId ?? town.directory.units.root.id
}

function reasonOf({ town }: Reading, code: string): { reason?: string } {
  if (code === '') return {}
  const known = town.rules.refusals.reasons.map(reason => reason.code)
  return { reason: wordOf('reason', code, known) }
}

type Times = Pick<SourceMatter, 'receivedAt' | 'dispatchedAt' | 'dueAt' | 'repliedAt' | 'closedAt'>

function timesOf(r: Reading, text: (field: FieldName) => string, now: Instant): Times {
  const moment = (field: FieldName, latest: Instant): Instant | undefined => {
    const written = text(field)
    if (written === '') return undefined
    const rule = r.mapping.fields[field]
    const at = momentOf(
      field,
      written,
      rule?.dates ?? r.mapping.dates,
      rule?.zone ? zoneOf(rule.zone) : r.zone,
    )
    if (at < EARLIEST || at >= latest)
      throw new RowFault(
        field,
        '时间不可能',
        `cannot be: before 1990 or ${latest === LATEST ? 'after 2099' : 'in the future'}: ${shown(written)}`,
      )
    return at
  }
  const past = now + DAY
  const receivedAt = moment('receivedAt', past)
  if (receivedAt === undefined) throw new RowFault('receivedAt', '为空', 'is empty')
  const given = {
    dispatchedAt: moment('dispatchedAt', past),
    dueAt: moment('dueAt', LATEST),
    repliedAt: moment('repliedAt', past),
    closedAt: moment('closedAt', past),
  }
  return { receivedAt, ...Object.fromEntries(Object.entries(given).filter(([, at]) => at !== undefined)) }
}

/** What the mapping says, or what follows from what is there. */
function outcomeOf(
  said: string,
  { unitId, reply, times }: { unitId: number | undefined; reply: string; times: Times },
): Outcome {
  if (said) return wordOf('outcome', said, OUTCOMES)
  if (times.closedAt !== undefined || reply || times.repliedAt !== undefined) return 'closed'
  return unitId === undefined ? 'waiting' : 'handling'
}

function placeOf(r: Reading, text: (field: FieldName) => string): Pick<SourceMatter, 'place'> {
  const [address, region, grid] = [text('address'), text('region'), text('grid')]
  const place = {
    ...(address && { address }),
    ...(region && { regionId: idIn(r.regions, 'region', region) }),
    ...(grid && { gridId: idIn(r.grids, 'grid', grid) }),
    ...coordinatesOf(text('lng'), text('lat')),
  }
  if (whyNotPlace(place, r.town.directory, ''))
    throw new RowFault('grid', '不在这个区域', 'is not in that region')
  return Object.keys(place).length > 0 ? { place } : {}
}

function coordinatesOf(lngText: string, latText: string): { lng?: number; lat?: number } {
  if (!lngText && !latText) return {}
  const lng = coordinate('lng', lngText, 180)
  const lat = coordinate('lat', latText, 90)
  // 0, 0 lies in the sea and stands for nothing.
  return lng === 0 && lat === 0 ? {} : { lng, lat }
}

function coordinate(field: 'lng' | 'lat', text: string, most: number): number {
  const value = /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(Math.abs(value) <= most))
    throw new RowFault(field, '坐标不对', `is not a coordinate in degrees: ${shown(text)}`)
  return value
}

function personOf(text: (field: FieldName) => string): Pick<SourceMatter, 'appellant' | 'user'> {
  const said: IdentityInput = {}
  const [name, phone, phone2, idNumber, address] = [
    text('name'),
    text('phone'),
    text('phone2'),
    text('idNumber'),
    text('homeAddress'),
  ]
  if (name) said.name = name
  if (phone) said.phone = phone
  if (phone2) said.phone2 = phone2
  if (idNumber) said.idNumber = idNumber
  if (address) said.address = address
  const user = text('user')
  return { ...(Object.keys(said).length > 0 && { appellant: said }), ...(user && { user }) }
}
