/** The answers, with what was done and when, and the pictures that prove it. */
import type { Ticket } from '../../../contract/record.ts'
import { CAUSE_NAMES, RESULT_NAMES, ROLE_IN_MATTER_NAMES } from '../../../domain/names.ts'
import { addressOf } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import { answersOf, type UnitAnswer } from './answers-of.ts'

export function Answers({ ticket }: { ticket: Ticket }) {
  const answers = answersOf(ticket)
  const evidence = ticket.files.filter(f => f.purpose !== 'appeal')
  return (
    <section aria-label={t('答复', 'The answer')}>
      <h3 className="field-name">{t('答复', 'The answer')}</h3>
      {answers.length === 0 && <p>{t('（没有留下答复文字）', '(no words of an answer)')}</p>}
      {answers.map(a => (
        <One key={a.no} answer={a} cause={ticket.cause} />
      ))}
      {evidence.length > 0 ? (
        <div className="acts">
          {evidence.map(f => (
            <a
              key={f.id}
              href={addressOf('openFile', { params: { id: f.id } })}
              target="_blank"
              rel="noreferrer"
            >
              {f.type.startsWith('image/') ? (
                <img
                  src={addressOf('openFile', { params: { id: f.id } })}
                  alt={f.name}
                  loading="lazy"
                  style={{ width: 104, height: 78, objectFit: 'cover', borderRadius: 4 }}
                />
              ) : (
                f.name
              )}
            </a>
          ))}
        </div>
      ) : (
        <p className="chip warn">{t('没有佐证材料', 'no evidence attached')}</p>
      )}
    </section>
  )
}

function One({ answer: { unit, role, event, duty }, cause }: { answer: UnitAnswer; cause: string | null }) {
  const { answer, internalNote, ...others } = event.texts ?? {}
  const words = answer ?? Object.values(others)[0]
  return (
    <div>
      <p className="small" style={{ margin: 0 }}>
        {nameOf(ROLE_IN_MATTER_NAMES, role)} {unit} <When at={event.at} />{' '}
        {duty.result && <span className="chip">{nameOf(RESULT_NAMES, duty.result)}</span>}{' '}
        {role === 'lead' && cause && <span className="chip">{nameOf(CAUSE_NAMES, cause)}</span>}{' '}
        {duty.contactedAt ? (
          <>
            {t('联系过', 'contacted')} <When at={duty.contactedAt} />
          </>
        ) : (
          <span className="chip warn">{t('没有联系记录', 'no contact on record')}</span>
        )}
      </p>
      <p className="prose pane-words">{words ?? t('（文字已删除）', '(words erased)')}</p>
      {internalNote && (
        <p className="prose small">
          {t('内部说明：', 'Internal: ')}
          {internalNote}
        </p>
      )}
    </div>
  )
}
