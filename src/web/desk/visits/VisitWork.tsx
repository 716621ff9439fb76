/** A call-back: the number by purpose, the script, four answers with a key each, and what became of the attempt. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { Ticket } from '../../../contract/record.ts'
import { useRules } from '../../parts/directory.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { useActing } from '../queue/acting.ts'
import { Race } from '../queue/Race.tsx'
import type { Place } from '../queue/rows.ts'
import { Answers } from '../review/Answers.tsx'
import { Attempts } from './Attempts.tsx'
import { PhoneSeen } from './PhoneSeen.tsx'
import { isComplete, nextQuestion, QUESTIONS, type Question, type Said } from './questions.ts'
import { Script } from './Script.tsx'

export function VisitWork({ ticket, place }: { ticket: Ticket; place: Place }) {
  const acting = useActing(ticket, place.done)
  const rules = useRules()
  const [said, setSaid] = useState<Said>({})
  const [note, setNote] = useState('')
  const visit = ticket.visits.find(v => v.endedAt === null)
  const refused =
    whyNot(ticket, 'attemptVisit') ?? (visit ? null : t('这一单没有待做的回访。', 'No call-back is due.'))
  const notYet =
    refused ?? (isComplete(said) ? null : t('四个问题还没问完。', 'Not all four are answered yet.'))
  const attempt = (outcome: 'reached' | 'noAnswer' | 'refused', done: string) => {
    if ((outcome === 'reached' ? notYet : refused) !== null || acting.isBusy) return
    const body = {
      outcome,
      ...(outcome === 'reached' && { answer: said }),
      ...(note.trim() && { note: note.trim() }),
    }
    acting.act({ name: 'attemptVisit', no: visit!.no, body, said: done })
  }
  const save = () => attempt('reached', t('回访已记录', 'Recorded'))
  const noAnswer = () => attempt('noAnswer', t('已记：无人接听', 'Recorded: no answer'))
  const decline = () => attempt('refused', t('已记：拒绝回访', 'Recorded: declined'))
  const answer = (q: Question, value: unknown) => setSaid(before => ({ ...before, [q.name]: value }))
  const asked = nextQuestion(said)
  useOffer([
    ...(asked?.answers ?? []).map(a => ({
      key: `say.${a.key}`,
      label: `${t(asked!.title[0], asked!.title[1])}：${t(a.name[0], a.name[1])}`,
      shortcut: a.key,
      run: () => answer(asked!, a.value),
    })),
    {
      key: 'back',
      label: t('上一问', 'Previous question'),
      shortcut: 'Backspace',
      run: () => setSaid(oneLess),
    },
    { key: 'save', label: t('保存回访', 'Save'), shortcut: 's', run: save },
    { key: 'none', label: t('无人接听', 'No answer'), shortcut: 'n', run: noAnswer },
    { key: 'refuse', label: t('拒绝回访', 'Declines'), shortcut: 'r', run: decline },
  ])
  const poor = rules?.reviews.poor.includes(said.resultSatisfaction ?? 0)
  return (
    <div className="work">
      <PhoneSeen ticket={ticket} />
      <Attempts ticket={ticket} />
      <Race ticket={ticket} acting={acting} />
      <details>
        <summary>{t('承办单位的答复', 'What the unit answered')}</summary>
        <Answers ticket={ticket} />
      </details>
      <Script ticket={ticket} said={said} asked={asked} onSay={answer} />
      {(said.result === 'unsolved' || poor) && (
        <p className="chip warn" role="status">
          {t('保存后将退回承办单位重办', 'Saved, it goes back to the unit for rework')}
        </p>
      )}
      <Note
        name={t('诉求人的话', 'What they said')}
        hint={t('诉求人的话、不满意的原因', 'What they said, why they are dissatisfied')}
        value={note}
        onChange={setNote}
      />
      <p className="small">
        {t('诉求人表示感谢？', 'They give thanks?')}{' '}
        <Link to={`/thanks/new?number=${ticket.number}`}>{t('登记表扬', 'Register a commendation')}</Link>
      </p>
      <div className="acts">
        <ReasonedButton type="primary" whyNot={notYet} loading={acting.isBusy} onClick={save}>
          {t('保存，下一位', 'Save, next')}
          <Key of="S" />
        </ReasonedButton>
        <ReasonedButton whyNot={refused} onClick={noAnswer}>
          {t('无人接听', 'No answer')}
          <Key of="N" />
        </ReasonedButton>
        <ReasonedButton whyNot={refused} onClick={decline}>
          {t('拒绝回访', 'Declines')}
          <Key of="R" />
        </ReasonedButton>
      </div>
    </div>
  )
}

/** Without the last answer. */
function oneLess(said: Said): Said {
  const last = QUESTIONS.findLast(q => said[q.name] !== undefined)
  if (!last) return said
  const { [last.name]: _, ...rest } = said
  return rest
}
