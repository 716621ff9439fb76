/** The one statement that commits changes: guarded by versions, all tables at once, whole groups or nothing. */
import { CHILD_NAMES, type ChildName } from '../../domain/record/state.ts'
import { APPEAL_COLUMNS, CHILD_TABLES, column } from './columns.ts'

/** The parts a statement may carry; only those present are in its text. */
export const PARTS = [
  'inserts',
  'updates',
  ...CHILD_NAMES,
  'events',
  'reach',
  'contacts',
  'identities',
  'search',
  'idempotency',
  'series',
  'documents',
  'templates',
] as const
export type Part = (typeof PARTS)[number]

const appealColumns = [...APPEAL_COLUMNS.keys()].map(column)
const list = (columns: string[], of = '') => columns.map(c => of + c).join(', ')
/** Rows of groups that hold: $n is an array of rows as JSON, $n+1 says of which group each is. */
const heldOf = (rows: string, n: number) =>
  `ROWS FROM (${rows}, unnest($${n + 1}::int[])) r JOIN ok ON ok.g = r.unnest`
const held = (table: string, n: number) => heldOf(`json_populate_recordset(NULL::${table}, $${n})`, n)

const INSERT_APPEAL = ['tenant_id', 'id', 'version', 'head_hash', 'query_code', ...appealColumns]
export const EVENT = [
  'tenant_id',
  'appeal_id',
  'seq',
  'kind',
  'actor_kind',
  'actor_id',
  'unit_id',
  'at',
  'recorded_at',
  'limit_class',
  'policy_version',
  'facts',
  'changes',
  'texts_hash',
  'prev_hash',
  'hash',
  'texts',
  'salt',
]
export const CONTACT = [
  'tenant_id',
  'id',
  'channel_id',
  'external_id',
  'at',
  'ended_at',
  'outcome',
  'intent',
  'kind',
  'agent_id',
  'unit_id',
  'appeal_id',
  'article_id',
  'article_version',
  'reason',
  'answer',
  'stars',
  'wait_seconds',
  'talk_seconds',
  'organisation_id',
  'note',
  'version',
  'imported',
  'external_platform',
]
export const IDENTITY = [
  'tenant_id',
  'contact_id',
  'appeal_id',
  'salt',
  'commitment',
  'name_enc',
  'phone_enc',
  'phone2_enc',
  'id_number_enc',
  'address_enc',
  'phone_key',
  'id_number_key',
  'at',
]
const REACH = ['tenant_id', 'unit_id', 'received_at', 'appeal_id']
const IDEMPOTENCY = ['tenant_id', 'key', 'request_hash', 'status', 'response', 'at']

const DOCUMENT = [
  'tenant_id',
  'kind',
  'series',
  'year',
  'no',
  'number',
  'title',
  'unit_id',
  'recipients',
  'appeal_id',
  'sheet_no',
  'template_hash',
  'data',
  'data_hash',
  'token',
  'issued_at',
  'issued_by',
]
const TEMPLATE = ['tenant_id', 'hash', 'kind', 'source', 'at']

const insert = (table: string, columns: string[], n: number, tail = '') =>
  `INSERT INTO ${table} (${list(columns)}) SELECT ${list(columns, 'r.')} FROM ${held(table, n)} ${tail}`

const upsert = (table: string, keys: string[], columns: string[], n: number) =>
  `${insert(table, [...keys, ...columns], n)} ON CONFLICT (${list(keys)}) DO UPDATE SET ${columns.map(c => `${c} = excluded.${c}`).join(', ')}`

function childSql(name: ChildName, n: number): string {
  const { table, columns } = CHILD_TABLES[name]
  const rest = [...columns.keys()].filter(c => c !== 'no').map(column)
  return upsert(table, ['tenant_id', 'appeal_id', 'no'], rest, n)
}

const SEARCH = `tenant_id bigint, appeal_id bigint, received_at timestamptz, tokens text[], bands int[]`
const searchSql = (n: number) =>
  `INSERT INTO appeal_search (tenant_id, appeal_id, received_at, words, bands)
   SELECT r.tenant_id, r.appeal_id, r.received_at, array_to_tsvector(r.tokens), r.bands
   FROM ${heldOf(`json_to_recordset($${n}) AS (${SEARCH})`, n)}
   ON CONFLICT (tenant_id, appeal_id) DO UPDATE SET words = excluded.words, bands = excluded.bands`

const updateSql = (n: number) =>
  `UPDATE appeal a SET version = r.version, head_hash = r.head_hash, query_code = coalesce(r.query_code, a.query_code),
   ${appealColumns.map(c => `${c} = r.${c}`).join(', ')}
   FROM ${held('appeal', n)} JOIN locked USING (tenant_id, id)
   WHERE a.tenant_id = r.tenant_id AND a.id = r.id`

/** Series with their groups. */
const seriesRows = (n: number) =>
  `ROWS FROM (json_to_recordset($${n}) AS (tenant_id bigint, code text, year int, expected int, last int), unnest($${n + 1}::int[]))
   AS r(tenant_id, code, year, expected, last, g)`
const seriesSql = (n: number) =>
  `UPDATE series s SET last = r.last FROM ${seriesRows(n)} JOIN ok USING (g)
   WHERE s.tenant_id = r.tenant_id AND s.code = r.code AND s.year = r.year`

/** Many papers of one statement are made with the same template. */
const templatesSql = (n: number) =>
  `INSERT INTO document_template (${list(TEMPLATE)}) SELECT DISTINCT ON (r.tenant_id, r.hash) ${list(TEMPLATE, 'r.')}
   FROM ${held('document_template', n)} ON CONFLICT DO NOTHING`

/** A series must still stand where it was read; it is locked until the number is given. */
const seriesGuard = (n: number) => [
  `series_locked AS MATERIALIZED (SELECT r.g FROM ${seriesRows(n)}
    JOIN series s ON s.tenant_id = r.tenant_id AND s.code = r.code AND s.year = r.year
    WHERE s.last = r.expected ORDER BY s.code FOR UPDATE OF s)`,
]
const seriesHolds = (n: number) => `AND (SELECT count(*) FROM unnest($${n + 1}::int[]) r WHERE r = g.g)
      = (SELECT count(*) FROM series_locked l WHERE l.g = g.g)`

function partSql(part: Part, n: number): string {
  if (part === 'inserts') return insert('appeal', INSERT_APPEAL, n)
  if (part === 'updates') return updateSql(n)
  if (part === 'events') return insert('event', EVENT, n)
  if (part === 'reach') return insert('reach', REACH, n, 'ON CONFLICT DO NOTHING')
  if (part === 'contacts') return upsert('contact', ['tenant_id', 'id'], CONTACT.slice(2), n)
  if (part === 'identities') return insert('identity', IDENTITY, n)
  if (part === 'search') return searchSql(n)
  if (part === 'idempotency') return insert('idempotency', IDEMPOTENCY, n)
  if (part === 'series') return seriesSql(n)
  if (part === 'documents') return insert('document', DOCUMENT, n)
  if (part === 'templates') return templatesSql(n)
  return childSql(part, n)
}

/**
 * The statement for the parts given. $1 holds the guards: [{g, tenant_id, id, expected}] of the appeals and
 * $2 those of the contacts that are changed; $3 the numbers of all groups; then for each part its rows as a JSON array
 * and the numbers of their groups.
 * A group holds when all its guarded rows still have the expected version; they are locked in the order of
 * their ids, so that two statements never wait for each other in a circle. Answers the groups that held.
 */
export function commitSql(parts: readonly Part[]): string {
  const series = 2 * parts.indexOf('series') + 4
  const issues = parts.includes('series')
  const ctes = [
    ...(issues ? seriesGuard(series) : []),
    `guard AS MATERIALIZED (SELECT * FROM json_to_recordset($1) AS x(g int, tenant_id bigint, id bigint, expected int) ORDER BY id)`,
    `contact_guard AS MATERIALIZED (SELECT * FROM json_to_recordset($2) AS x(g int, tenant_id bigint, id bigint, expected int) ORDER BY id)`,
    `locked AS MATERIALIZED (SELECT guard.g, a.tenant_id, a.id FROM guard JOIN appeal a USING (tenant_id, id)
      WHERE a.version = guard.expected ORDER BY a.id FOR UPDATE OF a)`,
    `contact_locked AS MATERIALIZED (SELECT g.g, c.id FROM contact_guard g JOIN contact c USING (tenant_id, id)
      WHERE c.version = g.expected ORDER BY c.id FOR UPDATE OF c)`,
    `ok AS MATERIALIZED (SELECT g FROM unnest($3::int[]) g
      WHERE (SELECT count(*) FROM guard WHERE guard.g = g.g) = (SELECT count(*) FROM locked WHERE locked.g = g.g)
      AND (SELECT count(*) FROM contact_guard x WHERE x.g = g.g) = (SELECT count(*) FROM contact_locked x WHERE x.g = g.g)
      ${issues ? seriesHolds(series) : ''})`,
    ...parts.map((part, i) => `w_${part} AS (${partSql(part, 2 * i + 4)})`),
  ]
  return `WITH ${ctes.join(',\n')}\nSELECT g FROM ok`
}
