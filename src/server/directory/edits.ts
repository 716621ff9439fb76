/** Changes one row of the directory: read it, see that the city still holds together, write it, leave a trace. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Permission } from '../../domain/access/roles.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Queryable } from '../kernel/database.ts'
import { InvalidInput, Refused } from '../kernel/http/problems.ts'
import type { Parts } from '../parts.ts'
import { cityProblems } from './city-checks.ts'
import { type City, PARTS, type PartName, type Rows, TABLES } from './city-files.ts'
import { readCityOf } from './city-read.ts'
import type { Table } from './files/table.ts'
import { storeRows } from './rows.ts'
import { raiseVersion } from './version.ts'

export type EditParts = Pick<Parts, 'db' | 'tenants' | 'now'>

/** The directory's version after the change. */
export interface Edited {
  directoryVersion: number
}

/** Adds the row or puts it in the place of the one with the same key; throws InvalidInput and Refused. */
export async function putRow<P extends PartName>(
  parts: EditParts,
  actor: Actor,
  { part, fields }: { part: P; fields: Readonly<Record<string, unknown>> },
): Promise<Edited> {
  const table: Table<Rows[P][number]> = TABLES[part]
  const row = rowFrom(table, fields)
  return edit(parts, actor, async (tx, units) => {
    const city = await readCityOf(tx, actor.tenantId)
    const rows = city[part] as Rows[P][number][]
    const before = rows.find(other => keyOf(table, other) === keyOf(table, row))
    mustReach(actor, units, [
      ...(before ? unitsOf(part, before as object) : []),
      ...unitsOf(part, row as object),
    ])
    const after = { ...city, [part]: [...rows.filter(other => other !== before), row] }
    mustHoldTogether(city, after)
    await storeRows({ tx, tenantId: actor.tenantId }, part, [row] as Rows[P])
    return {
      act: `directory.${part}`,
      subject: keyOf(table, row),
      facts: { before: before ?? null, after: row },
    }
  })
}

/** What an auditor reads of a change. */
export interface Change {
  act: string
  subject: string
  facts: Record<string, unknown>
}

/** One change after another: the tenant's row is locked, its version raised, the trace written, the memory refreshed. */
export async function edit(
  { db, tenants, now }: EditParts,
  actor: Actor,
  change: (tx: Queryable, units: UnitTree) => Promise<Change>,
): Promise<Edited> {
  const { tenantId, personId } = actor
  const directoryVersion = await db.kysely.transaction().execute(async tx => {
    await raiseVersion(tx, tenantId)
    const { act, subject, facts } = await change(tx, (await tenants.get(tenantId)).directory.units)
    await tx
      .insertInto('audit')
      .values({
        tenant_id: tenantId,
        person_id: personId,
        act,
        subject,
        facts: JSON.stringify(facts),
        at: new Date(now()),
      })
      .execute()
    const row = await tx
      .selectFrom('tenant')
      .select('directory_version')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow()
    return row.directory_version
  })
  await tenants.changed(tenantId)
  return { directoryVersion }
}

/** Reads a body as the cell of a file would be read, so that both take the same. */
function rowFrom<Row>(table: Table<Row>, fields: Readonly<Record<string, unknown>>): Row {
  const row: Partial<Row> = {}
  for (const name of Object.keys(table.columns) as (keyof Row & string)[]) {
    const column = table.columns[name]
    const given = fields[name] as Row[typeof name] | null | undefined
    const cell = given === undefined || given === null ? '' : column.write(given).trim()
    try {
      if (cell === '' && !column.optional) throw new RangeError('is empty')
      row[name] = column.read(cell)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new InvalidInput(name, `${name}：填写有误。`, `${name} ${error.message}`)
    }
  }
  return row as Row
}

const keyOf = <Row>(table: Table<Row>, row: Row): string =>
  table.key.map(name => table.columns[name].write(row[name])).join(' ')

/** The units whose matter a row is; null is the whole city's. */
function unitsOf(part: PartName, row: object): (string | null)[] {
  const field = (name: string) => (row as Record<string, unknown>)[name] as string | null
  switch (part) {
    case 'units':
      return [field('parent')]
    case 'people':
    case 'grids':
    case 'organisations':
    case 'catalogue':
      return [field('unit')]
    case 'channels':
    case 'hotlines':
      return [field('owner')]
    default:
      return [null]
  }
}

/** A district's administrator edits the district; a unit that doesn't exist is left to the checks. */
export function mustReach(
  actor: Actor,
  units: UnitTree,
  codes: readonly (string | null)[],
  permission: Permission = 'directory.edit',
): void {
  for (const code of codes) {
    const unit = code === null ? units.root : units.byCode(code)
    if (unit && !mayFor(actor, permission, unit.id, units)) throw new Refused(refuse('not-your-unit'))
  }
}

/** Refuses what a file with the same mistake would be refused for. */
function mustHoldTogether(before: City, after: City): void {
  const old = new Set(problemsOf(before))
  const problems = problemsOf(after).filter(message => !old.has(message))
  if (problems.length > 0) throw new Refused(refuse('directory-wrong', { facts: { problems } }))
}

function problemsOf(city: City): string[] {
  const located = Object.fromEntries(
    PARTS.map(part => [part, city[part].map((row, i) => ({ ...row, line: i + 2 }))]),
  )
  const reading = {
    ...city,
    ...(located as { [P in PartName]: (Rows[P][number] & { line: number })[] }),
    rulesPlaceOf: () => ({ file: 'rules', line: null, column: null }),
    problems: [],
  }
  return cityProblems(reading).map(p => `${p.file.replace(/\.\w+$/, '')}: ${p.message}`)
}
