/** The scorecard of the city: each item 0–5 by a digit, flags, a note. */
import { App } from 'antd'
import { useState } from 'react'
import { averageOf } from '../../../domain/quality/scorecard.ts'
import type { Answer } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import type { Drawn } from './Quality.tsx'

interface Props {
  of: Drawn
  card: Answer<'listQualityQueue'>['scorecard']
  onDone: () => void
}

const POINTS = [5, 4, 3, 2, 1, 0]

export function Scorecard({ of, card, onDone }: Props) {
  const { message } = App.useApp()
  const [scores, setScores] = useState<Record<string, number>>({})
  const [flags, setFlags] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const check = useAct('checkQuality', ({ average }) => {
    message.success(t(`已评分，均分 ${average}`, `Scored, ${average} on average`))
    onDone()
  })
  const next = card.items.find(i => scores[i.code] === undefined)
  const reason = next ? t(`还没有给“${next.zh}”打分。`, `“${next.en}” has no score yet.`) : null
  const give = (code: string, points: number) => setScores(before => ({ ...before, [code]: points }))
  const save = () => {
    if (reason !== null || check.isPending) return
    const subject = of.subject === 'contact' ? { contactId: of.contactId! } : { number: of.number! }
    const body = { ...subject, scores, flags: [...flags], ...(note.trim() && { note: note.trim() }) }
    check.mutate({ input: { body } })
  }
  useOffer([
    ...(next
      ? POINTS.map(n => ({
          key: `points.${n}`,
          label: t(`${next.zh}：${n} 分`, `${next.en}: ${n}`),
          shortcut: String(n),
          run: () => give(next.code, n),
        }))
      : []),
    { key: 'save', label: t('提交评分', 'Save the scores'), shortcut: 's', run: save },
  ])
  const average = Object.keys(scores).length > 0 ? averageOf(scores, card.items) : null
  return (
    <div className="work">
      <h3>
        {t('评分表', 'Scorecard')}{' '}
        {average !== null && (
          <span className="small" role="status">
            {t(`均分 ${average.toFixed(1)}`, `${average.toFixed(1)} on average`)}
          </span>
        )}
      </h3>
      {check.error && <Failed error={check.error} />}
      {card.items.map(item => (
        <fieldset key={item.code} className="choices scored">
          <legend style={{ fontWeight: item === next ? 600 : 400 }}>
            {t(item.zh, item.en)}
            {(item.weight ?? 1) !== 1 && ` ×${item.weight}`}
          </legend>
          {item.guideZh && (
            <p className="small scored-guide">{t(item.guideZh, item.guideEn ?? item.guideZh)}</p>
          )}
          {POINTS.map(n => (
            <label key={n}>
              <input
                type="radio"
                name={item.code}
                checked={scores[item.code] === n}
                onChange={() => give(item.code, n)}
              />
              <span>{n}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <fieldset className="choices">
        <legend className="field-name">{t('标记', 'Marks')}</legend>
        {card.flags.map(f => (
          <label key={f.code}>
            <input
              type="checkbox"
              checked={flags.includes(f.code)}
              onChange={e =>
                setFlags(before =>
                  e.target.checked ? [...before, f.code] : before.filter(c => c !== f.code),
                )
              }
            />
            <span>{t(f.zh, f.en)}</span>
          </label>
        ))}
      </fieldset>
      <Note
        name={t('评语', 'Note')}
        hint={t('评语（话务员会看到）', 'Note for the agent')}
        value={note}
        onChange={setNote}
      />
      <div className="acts">
        <ReasonedButton type="primary" whyNot={reason} loading={check.isPending} onClick={save}>
          {t('提交评分，下一件', 'Save, next')}
          <Key of="S" />
        </ReasonedButton>
      </div>
    </div>
  )
}
