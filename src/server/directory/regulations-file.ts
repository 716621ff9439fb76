/** regulations.yaml: the policy documents of a city with their text; read, stored, written. What it leaves out stays in the library. */
import { sql } from 'kysely'
import Type, { type Static } from 'typebox'
import { titleKeyOf } from '../../domain/knowledge/citations.ts'
import { dayProblem, REGULATION_SCOPES, type RegulationScope } from '../../domain/knowledge/regulation.ts'
import { numberOfDay } from '../../domain/time/day.ts'
import type { Queryable } from '../kernel/database.ts'
import { openWords, titleWord, type Words } from '../kernel/words.ts'
import type { Problem } from './files/problem.ts'
import { shapeProblems } from './files/shape.ts'
import { type Path, readYaml } from './files/yaml.ts'

export const REGULATIONS_FILE = 'regulations.yaml'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Row = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    number: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    issuer: Type.String({ minLength: 1, maxLength: 200 }),
    issuedOn: Day,
    inForceFrom: Type.Optional(Day),
    repealedOn: Type.Optional(Day),
    /** Code of the one that took its place. */
    replacedBy: Type.Optional(Type.String()),
    scope: Type.Unsafe<RegulationScope>({ type: 'string', enum: [...REGULATION_SCOPES] }),
    /** Code of the unit that keeps it. */
    unit: Type.String(),
    text: Type.String({ maxLength: 100_000 }),
  },
  { additionalProperties: false },
)
export type RegulationRow = Static<typeof Row>

export interface RegulationsReading {
  rows: RegulationRow[]
  problems: Problem[]
}

/** Every problem has its line. */
export function readRegulations(text: string, isUnit: (code: string) => boolean): RegulationsReading {
  const file = readYaml(REGULATIONS_FILE, text)
  if (file.problems.length > 0) return { rows: [], problems: file.problems }
  const value = file.value ?? []
  const shape = shapeProblems(Type.Array(Row), value)
  const wrong = shape.length > 0 ? shape : rowProblems(value as RegulationRow[], isUnit)
  const problems = wrong.map(({ path, message }) => ({
    file: REGULATIONS_FILE,
    line: file.find(path).line,
    column: path.join('.'),
    message,
  }))
  return { rows: problems.length > 0 ? [] : (value as RegulationRow[]), problems }
}

function rowProblems(rows: readonly RegulationRow[], isUnit: (code: string) => boolean) {
  const codes = new Map(rows.map((r, i) => [r.code, i]))
  return rows.flatMap((row, i) => {
    const found: { path: Path; message: string }[] = []
    const say = (field: keyof RegulationRow, message: string) => found.push({ path: [i, field], message })
    if (codes.get(row.code) !== i) say('code', `code '${row.code}' is there twice`)
    if (!isUnit(row.unit)) say('unit', `unit '${row.unit}' is not a unit of units.csv`)
    if (row.replacedBy !== undefined && (row.replacedBy === row.code || !codes.has(row.replacedBy)))
      say('replacedBy', `replacedBy '${row.replacedBy}' is not the code of another document`)
    const days = (['issuedOn', 'inForceFrom', 'repealedOn'] as const).filter(f => row[f] && !isDay(row[f]!))
    for (const field of days) say(field, `${field} '${row[field]}' is not a day`)
    const order = days.length === 0 ? dayProblem(daysOf(row)) : null
    if (order) say(order.field, `${order.field} ${order.en}`)
    return found
  })
}

const isDay = (text: string): boolean => {
  try {
    numberOfDay(text)
    return true
  } catch {
    return false
  }
}

const daysOf = ({ issuedOn, inForceFrom = issuedOn, repealedOn = '' }: RegulationRow) => ({
  issuedOn,
  inForceFrom,
  repealedOn: repealedOn || null,
})

/** The words a document is found by, those of its title marked. */
export function regulationWords(
  words: Words,
  { title, number, issuer, body }: { title: string; number: string | null; issuer: string; body: string },
): string[] {
  const inTitle = words.index(title)
  return [
    ...new Set([...inTitle.map(titleWord), ...inTitle, ...words.index(`${number ?? ''} ${issuer} ${body}`)]),
  ]
}

/** Columns of a version, in one order for the row and its copy. */
export const REGULATION_FIELDS =
  'title, number, issuer, issued_on, in_force_from, repealed_on, replaced_by, scope, body, file_id, owner_unit_id'
/** Behind `WITH saved AS (… RETURNING *)`: the document and the version it has now can't disagree. */
export const KEEP_REGULATION = `INSERT INTO regulation_version (tenant_id, regulation_id, version, ${REGULATION_FIELDS}, saved_at, saved_by)
  SELECT tenant_id, id, version, ${REGULATION_FIELDS}, updated_at, updated_by FROM saved RETURNING regulation_id AS id, version`

/** Adds and changes; equal ones are left alone. Answers how many it wrote. Units and codes must be known. */
export async function storeRegulations(
  tx: Queryable,
  tenantId: number,
  {
    rows,
    now,
    words = openWords(),
  }: { rows: readonly RegulationRow[]; now: number; words?: Words | undefined },
): Promise<number> {
  const present = new Map((await regulationRows(tx, tenantId)).map(r => [r.code, r]))
  const changed = rows.filter(row => !isSame(row, present.get(row.code)))
  for (const row of changed) await storeOne(tx, tenantId, { row, now, words })
  // Whoever takes a place may come later in the file.
  for (const { code, replacedBy = null } of changed)
    await sql`UPDATE regulation SET replaced_by = (SELECT id FROM regulation n WHERE n.tenant_id = ${tenantId} AND n.code = ${replacedBy})
      WHERE tenant_id = ${tenantId} AND code = ${code}`.execute(tx)
  return changed.length
}

const isSame = (a: RegulationRow, b: RegulationRow | undefined): boolean =>
  b !== undefined && textOfRow(a) === textOfRow(b)
const textOfRow = ({ inForceFrom, text, ...row }: RegulationRow): string =>
  JSON.stringify(
    Object.entries({ ...row, text: text.trim(), inForceFrom: inForceFrom ?? row.issuedOn })
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

async function storeOne(
  tx: Queryable,
  tenantId: number,
  { row, now, words }: { row: RegulationRow; now: number; words: Words },
): Promise<void> {
  const { code, title, number = null, issuer, scope } = row
  const { issuedOn, inForceFrom, repealedOn } = daysOf(row)
  const body = row.text.trim()
  const found = regulationWords(words, { title, number, issuer, body })
  await sql`WITH saved AS (
    INSERT INTO regulation (tenant_id, code, version, title, title_key, number, issuer, issued_on, in_force_from, repealed_on,
      scope, body, owner_unit_id, words, updated_at)
    VALUES (${tenantId}, ${code}, 1, ${title}, ${titleKeyOf(title)}, ${number}, ${issuer}, ${issuedOn}, ${inForceFrom},
      ${repealedOn}, ${scope}, ${body}, (SELECT id FROM unit WHERE tenant_id = ${tenantId} AND code = ${row.unit}),
      array_to_tsvector(${found}::text[]), ${new Date(now)})
    ON CONFLICT (tenant_id, code) DO UPDATE SET version = regulation.version + 1, title = excluded.title,
      title_key = excluded.title_key, number = excluded.number, issuer = excluded.issuer, issued_on = excluded.issued_on,
      in_force_from = excluded.in_force_from, repealed_on = excluded.repealed_on, scope = excluded.scope,
      body = excluded.body, owner_unit_id = excluded.owner_unit_id, words = excluded.words,
      updated_at = excluded.updated_at, updated_by = NULL
    RETURNING *)
    ${sql.raw(KEEP_REGULATION)}`.execute(tx)
}

/** As the file would have them, by code; attached files stay where they are. */
export async function regulationRows(db: Queryable, tenantId: number): Promise<RegulationRow[]> {
  const { rows } = await sql<{ [F in keyof RegulationRow]-?: RegulationRow[F] | null }>`
    SELECT r.code, r.title, r.number, r.issuer, r.issued_on AS "issuedOn", r.in_force_from AS "inForceFrom",
      r.repealed_on AS "repealedOn", n.code AS "replacedBy", r.scope, u.code AS unit, r.body AS text
    FROM regulation r JOIN unit u ON u.tenant_id = r.tenant_id AND u.id = r.owner_unit_id
    LEFT JOIN regulation n ON n.tenant_id = r.tenant_id AND n.id = r.replaced_by
    WHERE r.tenant_id = ${tenantId} ORDER BY r.code`.execute(db)
  return rows.map(row =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  ) as RegulationRow[]
}
