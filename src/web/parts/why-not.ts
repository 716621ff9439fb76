/** Why an act can't be done now: the server's word, looked at together with what waits to be sent. */
import type { Ticket } from '../../contract/record.ts'
import type { CallName } from '../api.ts'
import { t } from '../text.ts'
import { useKeeping } from './keeping.ts'
import type { Waiting } from './waiting.ts'

/** Why the server would refuse it now; null when it wouldn't. */
export function whyNot(ticket: Ticket, name: CallName): string | null {
  const reason = ticket.can[name]
  return reason === undefined || reason === null ? null : t(reason.zh, reason.en)
}

/** What stands in the way until an act that waits already is sent. */
const UNLOCKS: Partial<Record<CallName, string>> = {
  signAssignment: 'sign-first',
  contactAppellant: 'contact-first',
  replyPreliminarily: 'preliminary-first',
  checkSite: 'site-check-first',
}
/** Nobody sends these twice. */
const ONCE: readonly CallName[] = ['signAssignment', 'reply', 'replyPreliminarily', 'decideRequest']

/** The same, with the acts that wait on this machine taken as done. */
export function whyNotWith(ticket: Ticket, name: CallName, waiting: readonly Waiting[]): string | null {
  const mine = waiting.filter(w => w.number === ticket.number)
  if (ONCE.includes(name) && mine.some(w => w.name === name))
    return t('已填好，等网络恢复后发送', 'Filled in, sent when the network is back')
  const reason = ticket.can[name]
  if (reason && mine.some(w => UNLOCKS[w.name] === reason.code)) return null
  return whyNot(ticket, name)
}

export function useWhyNot(ticket: Ticket): (name: CallName) => string | null {
  const { waiting } = useKeeping()
  return name => whyNotWith(ticket, name, waiting)
}
