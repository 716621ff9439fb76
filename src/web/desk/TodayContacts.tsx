/** Today's calls and visits by how they ended, and the last of my own. */
import { CONTACT_OUTCOME_NAMES, MATTER_NAMES } from '../../domain/names.ts'
import { useAsk } from '../asking.ts'
import { useChannels, useNames } from '../parts/directory.ts'
import { TicketLink } from '../parts/ticket/TicketLink.tsx'
import { useSession } from '../session.tsx'
import { nameOf, t } from '../text.ts'
import { useNow, When } from '../ui/When.tsx'

const DAY = 86_400_000
const EAST_8 = 8 * 3_600_000

export function TodayContacts() {
  const { me } = useSession()
  const channel = useNames(useChannels())
  // Midnight of the city.
  const now = useNow(600_000)
  const from = new Date(Math.floor((now + EAST_8) / DAY) * DAY - EAST_8).toISOString()
  const counts = useAsk('countContacts', { query: { from } }, { every: 120_000 }).data?.counts
  const list = useAsk('listContacts', { query: { from, limit: 100 } }, { every: 120_000 }).data?.contacts
  const own = list?.filter(c => c.agentId === me.personId).slice(0, 8)
  const byOutcome = new Map<string, number>()
  for (const c of counts ?? []) byOutcome.set(c.outcome, (byOutcome.get(c.outcome) ?? 0) + c.n)
  return (
    <section style={{ marginTop: 24 }}>
      <h2 style={{ fontSize: 16 }}>{t('今天的来电来访', 'Contacts today')}</h2>
      <p>
        {[...byOutcome].map(([outcome, n]) => (
          <span key={outcome} style={{ marginInlineEnd: 16 }}>
            {nameOf(CONTACT_OUTCOME_NAMES, outcome)} <strong>{n}</strong>
          </span>
        ))}
        {counts?.length === 0 && t('今天还没有。', 'None yet today.')}
      </p>
      {own && own.length > 0 && (
        <table className="bulk" style={{ maxWidth: 900 }}>
          <caption style={{ textAlign: 'start' }} className="small">
            {t('我最近接的', 'My latest')}
          </caption>
          <tbody>
            {own.map(c => (
              <tr key={c.id}>
                <td>
                  <When at={c.at} />
                </td>
                <td>{channel(c.channelId)}</td>
                <td>{nameOf(MATTER_NAMES, c.kind)}</td>
                <td>{nameOf(CONTACT_OUTCOME_NAMES, c.outcome)}</td>
                <td>{c.appeal && <TicketLink number={c.appeal} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
