/** Two tickets side by side: what is the same, and what isn't. */
import type { Ticket } from '../../../contract/record.ts'
import { MATTER_NAMES, STAGE_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { When } from '../../ui/When.tsx'

export function Compared({ left, right }: { left: Ticket; right: Ticket }) {
  return (
    <div className="compare">
      <Side ticket={left} other={right} name={t('本单', 'This one')} />
      <Side ticket={right} other={left} name={t('并入', 'Into')} />
    </div>
  )
}

function Side({ ticket, other, name }: { ticket: Ticket; other: Ticket; name: string }) {
  const facts: (readonly [string, string | undefined, string | undefined])[] = [
    [t('类型', 'Kind'), nameOf(MATTER_NAMES, ticket.kind), nameOf(MATTER_NAMES, other.kind)],
    [t('分类', 'Category'), ticket.category?.name, other.category?.name],
    [t('区划', 'Region'), ticket.region?.name, other.region?.name],
    [t('地址', 'Address'), ticket.address ?? undefined, other.address ?? undefined],
    [
      t('诉求人', 'From'),
      [ticket.appellant?.name, ticket.appellant?.phone].filter(Boolean).join(' ') || undefined,
      [other.appellant?.name, other.appellant?.phone].filter(Boolean).join(' ') || undefined,
    ],
    [t('主办', 'Lead'), ticket.leadUnit?.name, undefined],
  ]
  return (
    <section aria-label={name}>
      <div className="small">
        {name} · <span className="number">{ticket.number}</span> · {nameOf(STAGE_NAMES, ticket.stage)} ·{' '}
        <When at={ticket.receivedAt} />
      </div>
      <h3 style={{ fontSize: 15, margin: '6px 0' }}>{ticket.title}</h3>
      <p className="prose">{ticket.content}</p>
      <dl className="facts" style={{ gridTemplateColumns: '1fr' }}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value, others]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {value}
                {value === others && (
                  <span className="chip" style={{ marginInlineStart: 6 }}>
                    {t('相同', 'same')}
                  </span>
                )}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
