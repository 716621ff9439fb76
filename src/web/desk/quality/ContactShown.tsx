/** A contact as it was taken down: what came in, what was said, what became of it. */
import type { ReactNode } from 'react'
import { CONTACT_OUTCOME_NAMES, INTENT_NAMES, MATTER_NAMES, STAR_NAMES } from '../../../domain/names.ts'
import { useAsk } from '../../asking.ts'
import { useChannels, useNames } from '../../parts/directory.ts'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { spanOf } from '../../ui/moment.ts'
import { When } from '../../ui/When.tsx'

export function ContactShown({ id, children }: { id: number; children: ReactNode }) {
  const channel = useNames(useChannels())
  const asked = useAsk('showContact', { params: { id } })
  return (
    <Ask of={asked}>
      {c => {
        const facts: (readonly [string, ReactNode])[] = [
          [t('时间', 'When'), <When key="w" at={c.at} />],
          [t('渠道', 'Channel'), channel(c.channelId)],
          [t('类型', 'Kind'), `${nameOf(MATTER_NAMES, c.kind)} ${nameOf(INTENT_NAMES, c.intent)}`],
          [t('通话', 'Talked'), c.talkSeconds !== null && spanOf(c.talkSeconds * 1000)],
          [t('评价', 'Rated'), c.stars && nameOf(STAR_NAMES, String(c.stars))],
          [t('单号', 'Number'), c.appeal && <TicketLink key="a" number={c.appeal} />],
          [t('理由', 'Reason'), c.reason],
        ]
        return (
          <>
            <div className="pane-head">
              <h2>{nameOf(CONTACT_OUTCOME_NAMES, c.outcome)}</h2>
            </div>
            <dl className="facts">
              {facts
                .filter(([, value]) => value)
                .map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
            </dl>
            {c.answer && <p className="prose pane-words">{c.answer}</p>}
            {children}
          </>
        )
      }}
    </Ask>
  )
}
