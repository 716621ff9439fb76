/** What to say, question by question; the one that is being asked stands out. */
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { Key } from '../../ui/Key.tsx'
import { dayOf } from '../../ui/moment.ts'
import { QUESTIONS, type Question, type Said } from './questions.ts'

interface Props {
  ticket: Ticket
  said: Said
  asked: Question | undefined
  onSay: (question: Question, value: unknown) => void
}

export function Script({ ticket, said, asked, onSay }: Props) {
  const on = dayOf(Date.parse(ticket.receivedAt))
  const unit = ticket.leadUnit?.name ?? t('承办单位', 'the unit')
  return (
    <>
      <p className="script">
        {t(
          `您好，这里是 12345 热线回访。您 ${on} 反映的“${ticket.title ?? ''}”，${unit}已经答复，想用一分钟听听您的评价。`,
          `Hello, this is the 12345 hotline calling back. On ${on} you told us of “${ticket.title ?? ''}”; ${unit} has answered, and we’d like to hear what you think of it.`,
        )}
      </p>
      {QUESTIONS.map((q, i) => (
        <fieldset
          key={q.name}
          className="choices"
          style={{ alignItems: 'center', opacity: asked === q || said[q.name] !== undefined ? 1 : 0.75 }}
        >
          <legend style={{ fontWeight: asked === q ? 600 : 400, padding: 0, marginBottom: 4 }}>
            {i + 1}. {t(q.ask[0], q.ask[1])}
          </legend>
          {q.answers.map(a => (
            <label key={a.key}>
              <input
                type="radio"
                name={q.name}
                checked={said[q.name] === a.value}
                onChange={() => onSay(q, a.value)}
              />
              <span>
                {t(a.name[0], a.name[1])}
                {asked === q && <Key of={a.key} />}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  )
}
