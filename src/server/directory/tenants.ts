/** The tenants a server works for, kept in memory: directory, rules and calendar, refreshed when somebody changes them. */
import type { Directory } from '../../domain/directory/directory.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Policy } from '../../domain/policy/rules.ts'
import { policyVersionsOf } from '../../domain/policy/versions.ts'
import { type Calendar, calendarOf, DEFAULT_HOURS, type SpecialDay } from '../../domain/time/calendar.ts'
import type { Database } from '../kernel/database.ts'
import { NATIONAL_DAYS, PUBLISHED_YEARS } from './national-days.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'

/** One tenant as of its directory version; `policy` and `calendar` are those in force at the moment of asking. */
export interface Tenant {
  id: number
  code: string
  name: string
  zone: string
  sample: boolean
  version: number
  directory: Directory
  readonly policy: Policy
  /** Throws when the version doesn't exist. */
  policyOf: (version: number) => Policy
  policyAt: (at: Instant) => Policy
  readonly calendar: Calendar
}

export interface Tenants {
  /** At once when known already; throws when there is no such tenant. Ask anew for every request. */
  get: (id: number) => Promise<Tenant>
  byCode: (code: string) => Promise<Tenant | null>
  all: () => Promise<Tenant[]>
  /** Call after changing a tenant's directory in this process. */
  changed: (id: number) => Promise<void>
  close: () => void
}

/** How long another process's change may go unnoticed, in milliseconds. */
const POLL_EVERY = 2000

export interface TenantsOptions {
  /** The clock that decides which rules are in force. */
  now?: () => Instant
  /** In milliseconds. */
  pollEvery?: number
}

/** Opens the cache; it looks for changes by itself until closed. */
export function openTenants(
  db: Database,
  { now = Date.now, pollEvery = POLL_EVERY }: TenantsOptions = {},
): Tenants {
  const known = new Map<number, Promise<Tenant>>()
  // A tenant keeps its code for good.
  const codes = new Map<string, number>()
  let polling = false

  const get = (id: number): Promise<Tenant> => known.get(id) ?? keep(id, load(db, id, now))

  function keep(id: number, loading: Promise<Tenant>): Promise<Tenant> {
    known.set(id, loading)
    loading.catch(() => known.get(id) === loading && known.delete(id))
    return loading
  }

  /** Replaces what is known, unless something newer came meanwhile; the old stays in use until then. */
  async function reload(id: number): Promise<void> {
    const fresh = await load(db, id, now)
    const present = await known.get(id)?.catch(() => null)
    if (!present || fresh.version >= present.version) known.set(id, Promise.resolve(fresh))
  }

  async function refresh(id: number, version: number): Promise<void> {
    if ((await known.get(id))?.version !== version) await reload(id)
  }

  async function poll(): Promise<void> {
    if (polling || known.size === 0) return
    polling = true
    try {
      const rows = await versionsOf(db)
      await Promise.allSettled(rows.map(row => known.has(row.id) && refresh(row.id, row.version)))
    } catch {
      // The database is away: go on with what is known, look again in two seconds.
    } finally {
      polling = false
    }
  }

  const timer = setInterval(poll, pollEvery).unref()
  return {
    get,
    byCode: async code => {
      const id = codes.get(code) ?? (await versionsOf(db)).find(t => t.code === code)?.id
      if (id === undefined) return null
      codes.set(code, id)
      return get(id)
    },
    all: async () => Promise.all((await versionsOf(db)).map(t => get(t.id))),
    changed: reload,
    close: () => clearInterval(timer),
  }
}

const versionsOf = (db: Database) =>
  db.kysely
    .selectFrom('tenant')
    .select(['id', 'code', 'directory_version as version'])
    .orderBy('id')
    .execute()

async function load(db: Database, id: number, now: () => Instant): Promise<Tenant> {
  const snapshot = await readSnapshot(db, id)
  if (!snapshot) throw new Error(`there is no tenant ${id}`)
  return tenantOf(id, snapshot, now)
}

function tenantOf(id: number, snapshot: Snapshot, now: () => Instant): Tenant {
  const { code, zone, sample, version, directory } = snapshot
  const versions = policyVersionsOf(snapshot.policies)
  const calendars = new Map<string, Calendar>()
  return {
    id,
    code,
    name: directory.tenantName,
    zone,
    sample,
    version,
    directory,
    policyOf: versions.of,
    policyAt: versions.at,
    get policy() {
      return versions.at(now())
    },
    get calendar() {
      const { officeHours = DEFAULT_HOURS } = versions.at(now()).rules
      const key = officeHours.join()
      const calendar = calendars.get(key) ?? calendarFor(snapshot, officeHours)
      calendars.set(key, calendar)
      return calendar
    },
  }
}

/** A year counts as published once its National Day is known, from the package or from the tenant's own days. */
const calendarFor = ({ zone, localDays }: Snapshot, hours: readonly string[]): Calendar =>
  calendarOf({
    zone,
    days: NATIONAL_DAYS,
    publishedYears: [...new Set([...PUBLISHED_YEARS, ...localDays.flatMap(yearPublishedBy)])].sort(),
    localDays,
    hours,
  })

const yearPublishedBy = ({ day }: SpecialDay): number[] =>
  day.endsWith('-10-01') ? [Number(day.slice(0, 4))] : []
