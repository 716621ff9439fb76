/** A town without a database, for the rules of 转: its units, catalogue and people, who acts, and a ticket just received. */
import { townRules } from '../../../test/rules.ts'
import type { Role } from '../access/roles.ts'
import type { CatalogueEntry, Directory, Staff } from '../directory/directory.ts'
import { type Unit, type UnitKind, unitTreeOf } from '../directory/units.ts'
import { newAppeal } from '../record/blank.ts'
import { startClock } from '../record/clocks.ts'
import type { Context, Decision } from '../record/context.ts'
import { type Appeal, noChildren, type TicketState } from '../record/state.ts'
import { isRefusal, type RefusalCode } from '../refusal.ts'
import { calendarOf } from '../time/calendar.ts'

export const UNIT = { city: 1, roads: 2, water: 3, east: 4, lake: 5, reed: 6, west: 7, hill: 8 } as const
const KINDS: [id: number, name: string, kind: UnitKind, parentId: number | null][] = [
  [1, '示例市', 'city', null],
  [2, '市政工程处', 'department', 1],
  [3, '示例水务', 'utility', 1],
  [4, '东城区', 'district', 1],
  [5, '湖滨街道', 'street', 4],
  [6, '芦苇社区', 'community', 5],
  [7, '西城区', 'district', 1],
  [8, '小山街道', 'street', 7],
]
const unit = ([id, name, kind, parentId]: (typeof KINDS)[number]): Unit => ({
  id,
  code: `u${id}`,
  name,
  kind,
  parentId,
  active: true,
})

export const CATEGORY = { roads: 1, lamps: 2, water: 3 } as const
const category = (id: number, code: string, name: string, parentId: number | null, words: string[]) =>
  [id, { id, code, name, parentId, level: code.length / 2, words, active: true }] as const

export const REGION = { east: 1, lake: 2, west: 3 } as const
const region = (id: number, name: string, parentId: number | null) =>
  [id, { id, code: `r${id}`, name, parentId }] as const

export const entry = (fields: Partial<CatalogueEntry>): CatalogueEntry => ({
  id: 1,
  categoryId: CATEGORY.roads,
  regionId: null,
  unitId: UNIT.roads,
  role: 'lead',
  legalBasis: '市政设施管理办法第3条',
  floor: null,
  skill: null,
  ...fields,
})

export const staff = (id: number, unitId: number, fields: Partial<Staff> = {}): Staff => ({
  id,
  name: `p${id}`,
  unitId,
  skills: [],
  active: true,
  awayFrom: null,
  awayUntil: null,
  substituteId: null,
  ...fields,
})

export function townDirectory(more: { catalogue?: CatalogueEntry[]; people?: Staff[] } = {}): Directory {
  return {
    tenantId: 1,
    tenantName: '示例市',
    regionCode: '999001',
    units: unitTreeOf(KINDS.map(unit)),
    categories: new Map([
      category(1, '01', '市政设施', null, ['道路']),
      category(2, '0101', '路灯', 1, ['路灯不亮', '照明']),
      category(3, '02', '供水', null, ['停水', '水管']),
    ]),
    channels: new Map(),
    regions: new Map([region(1, '东城区', null), region(2, '湖滨街道', 1), region(3, '西城区', null)]),
    grids: new Map([[1, { id: 1, code: 'g1', name: '芦苇一格', regionId: 2, unitId: UNIT.reed }]]),
    people: new Map((more.people ?? []).map(p => [p.id, p])),
    catalogue: more.catalogue ?? [],
    organisationKinds: new Map(),
  }
}

const calendar = calendarOf({ zone: 'Asia/Shanghai', days: [], publishedYears: [2026] })
/** Monday morning. */
export const MONDAY = Date.parse('2026-09-14T09:00:00+08:00')

/** Somebody with one role for one unit's subtree. Every role is another person, so that who decides differs from who asked. */
export function as(
  role: Role,
  unitId: number,
  now = MONDAY,
  directory = townDirectory(),
  personId = unitId * 100 + role.length,
): Context {
  const actor = { tenantId: 1, personId, name: role, unitId, grants: [{ role, unitId }] }
  return {
    actor: { kind: 'staff', ...actor },
    now,
    policy: { version: 1, name: 'town', rules: townRules },
    calendar,
    directory,
  }
}

export function received(fields: Partial<Appeal> = {}): TicketState {
  const appeal = newAppeal({
    number: '99900120260914010000001',
    kind: 'help',
    intent: 'request',
    channelId: 1,
    ownerUnitId: UNIT.city,
    receivedAt: MONDAY,
    policyVersion: 1,
    categoryId: CATEGORY.lamps,
    regionId: REGION.lake,
    ...fields,
  })
  const below = noChildren()
  const ticket = { tenantId: 1, id: 1, version: 1, appeal, ...below }
  startClock(ticket, { kind: 'dispatch', unitId: UNIT.city }, as('dispatcher', UNIT.city))
  return ticket
}

/** The ticket after an act that must be allowed. */
export function done(decision: Decision): TicketState {
  if (isRefusal(decision)) throw new Error(`refused: ${JSON.stringify(decision)}`)
  return decision.after
}

/** The code of a refusal, or null when it was allowed. */
export const refusalOf = (decision: Decision): RefusalCode | null =>
  isRefusal(decision) ? decision.refused : null
