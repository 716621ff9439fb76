/** What of a ticket an act can be about: a duty, a request. */
import type { Ticket } from '../../contract/record.ts'
import { APPROVAL_NAMES, ROLE_IN_MATTER_NAMES } from '../../domain/names.ts'
import type { CallName } from '../api.ts'
import { nameOf } from '../text.ts'
import type { ActSpec } from './acts.ts'

export interface Target {
  no: number
  label: string
}

/** A unit acts on its own duties; whoever has none on any. */
export function targetsOf(
  act: ActSpec,
  ticket: Ticket,
  isMine: (unitId: number) => boolean = () => true,
): Target[] {
  if (act.on === 'assignment') return dutiesOf(act, ticket, isMine)
  if (act.on === 'approval')
    return ticket.approvals
      .filter(a => a.verdict === null && fits(act.name, a.kind))
      .map(a => ({ no: a.no, label: `${nameOf(APPROVAL_NAMES, a.kind)} ${a.unit.name}` }))
  return []
}

function dutiesOf(act: ActSpec, ticket: Ticket, isMine: (unitId: number) => boolean): Target[] {
  const open = ticket.assignments.filter(a => a.endedAt === null)
  const own = act.group === 'handle' ? open.filter(a => isMine(a.unit.id)) : open
  return (own.length > 0 ? own : open).map(a => ({
    no: a.no,
    label: `${a.unit.name} ${nameOf(ROLE_IN_MATTER_NAMES, a.role)}`,
  }))
}

const fits = (act: CallName, kind: string): boolean =>
  act === 'decideReturn'
    ? kind === 'return'
    : act === 'ruleOnObjection'
      ? kind === 'objection'
      : kind !== 'return' && kind !== 'objection'
