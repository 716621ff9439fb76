/** How a ticket's rows stand in the database: one list per table drives loading, committing and verifying. */
import type {
  Appeal,
  Approval,
  Assignment,
  ChildName,
  Clock,
  Recipient,
  Review,
  Sheet,
  TicketState,
  Visit,
} from '../../domain/record/state.ts'
import { CHILD_NAMES } from '../../domain/record/state.ts'

/** `time` is timestamptz ↔ epoch ms; `plain` goes as it is. */
type Shape = 'plain' | 'time'

const shapes = <Row>(
  times: readonly (keyof Row & string)[],
  plain: readonly (keyof Row & string)[],
): Map<string, Shape> =>
  new Map([...plain.map(f => [f, 'plain'] as const), ...times.map(f => [f, 'time'] as const)])

export const APPEAL_COLUMNS = shapes<Appeal>(
  [
    'happenedAt',
    'receivedAt',
    'dispatchedAt',
    'contactedAt',
    'answeredAt',
    'reviewedAt',
    'visitedAt',
    'endedAt',
    'greenAt',
    'yellowAt',
    'dueAt',
    'askedAt',
  ],
  [
    'number',
    'stage',
    'stageBefore',
    'kind',
    'intent',
    'channelId',
    'externalPlatform',
    'externalId',
    'title',
    'categoryId',
    'urgency',
    'severity',
    'level',
    'limitClass',
    'tags',
    'risks',
    'regionId',
    'gridId',
    'address',
    'lng',
    'lat',
    'organisationId',
    'anonymous',
    'confidential',
    'wantsVisit',
    'ownerUnitId',
    'leadUnitId',
    'firstUnitId',
    'parentId',
    'splitFromId',
    'reopenedFromId',
    'mergedIntoId',
    'hops',
    'returns',
    'objections',
    'reworks',
    'extensions',
    'repeats',
    'reopened',
    'result',
    'cause',
    'visitResult',
    'satisfaction',
    'exemption',
    'refusalReason',
    'supervision',
    'published',
    'imported',
    'policyVersion',
  ],
)

export const CHILD_TABLES: Record<ChildName, { table: string; columns: Map<string, Shape> }> = {
  assignments: {
    table: 'assignment',
    columns: shapes<Assignment>(
      [
        'assignedAt',
        'signedAt',
        'contactedAt',
        'preliminaryAt',
        'siteCheckedAt',
        'repliedAt',
        'acceptedAt',
        'endedAt',
        'urgedAt',
        'dueAt',
      ],
      [
        'no',
        'unitId',
        'role',
        'stage',
        'parentNo',
        'personId',
        'assignedBy',
        'urges',
        'bound',
        'reworks',
        'result',
        'target',
      ],
    ),
  },
  clocks: {
    table: 'clock',
    columns: shapes<Clock>(
      ['startedAt', 'greenAt', 'yellowAt', 'dueAt', 'metAt', 'cancelledAt', 'rungAt'],
      [
        'no',
        'kind',
        'assignmentNo',
        'recipientNo',
        'unitId',
        'limit',
        'pauses',
        'provisional',
        'calendarVersion',
        'policyVersion',
        'lit',
        'rungs',
      ],
    ),
  },
  approvals: {
    table: 'approval',
    columns: shapes<Approval>(
      ['askedAt', 'decidedAt'],
      [
        'no',
        'kind',
        'assignmentNo',
        'unitId',
        'askedBy',
        'reason',
        'wanted',
        'decidedWith',
        'verdict',
        'decidedBy',
      ],
    ),
  },
  visits: {
    table: 'visit',
    columns: shapes<Visit>(
      ['dueAt', 'lastAttemptAt', 'nextAttemptAt', 'endedAt'],
      [
        'no',
        'attempts',
        'outcome',
        'contacted',
        'result',
        'processSatisfaction',
        'resultSatisfaction',
        'visitorId',
      ],
    ),
  },
  reviews: {
    table: 'review',
    columns: shapes<Review>(['givenAt'], ['no', 'stars', 'dimensions', 'via']),
  },
  sheets: {
    table: 'sheet',
    columns: shapes<Sheet>(
      ['proposedAt', 'issuedAt', 'endedAt'],
      [
        'no',
        'kind',
        'stage',
        'cause',
        'number',
        'assignmentNo',
        'afterNo',
        'followsSeq',
        'limit',
        'issuedBy',
        'dataHash',
      ],
    ),
  },
  recipients: {
    table: 'sheet_recipient',
    columns: shapes<Recipient>(
      ['sentAt', 'signedAt', 'answeredAt', 'endedAt', 'dueAt'],
      ['no', 'sheetNo', 'unitId', 'role', 'stage', 'signedBy', 'answeredBy', 'sentBack'],
    ),
  },
}

/** receivedAt → received_at */
export const snake = (field: string): string => field.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)

/** The column as SQL writes it; `limit` is a reserved word. */
export const column = (field: string): string => (field === 'limit' ? '"limit"' : snake(field))

type Plain = Record<string, unknown>

interface Field {
  field: string
  stored: string
  time: boolean
}
const fieldsOf = (columns: Map<string, Shape>): Field[] =>
  [...columns].map(([field, shape]) => ({ field, stored: snake(field), time: shape === 'time' }))

const FIELDS = {
  appeal: fieldsOf(APPEAL_COLUMNS),
  ...(Object.fromEntries(CHILD_NAMES.map(n => [n, fieldsOf(CHILD_TABLES[n].columns)])) as Record<
    ChildName,
    Field[]
  >),
}

/** A domain row as the JSON that PostgreSQL turns into a row; what is null is left out, which is null there too. */
export function toStored(name: 'appeal' | ChildName, row: object): Plain {
  const stored: Plain = {}
  for (const { field, stored: to, time } of FIELDS[name]) {
    const value = (row as Plain)[field] ?? null
    if (value !== null) stored[to] = time ? new Date(value as number).toISOString() : value
  }
  return stored
}

/** A database row (from a query, or from JSON with times as text) as the domain's row. */
export function fromStored<Row>(name: 'appeal' | ChildName, stored: Plain): Row {
  const row: Plain = {}
  for (const { field, stored: from, time } of FIELDS[name]) {
    const value = stored[from] ?? null
    row[field] = time && typeof value === 'string' ? Date.parse(value) : value
  }
  return row as Row
}

/** The ticket from one row: the appeal's columns and a JSON array per child table. */
export function ticketOf(row: Plain): TicketState {
  const children = Object.fromEntries(
    CHILD_NAMES.map(name => [name, ((row[name] as Plain[] | null) ?? []).map(r => fromStored(name, r))]),
  )
  return {
    tenantId: row.tenant_id as number,
    id: row.id as number,
    version: row.version as number,
    appeal: fromStored<Appeal>('appeal', row),
    ...children,
  } as TicketState
}
