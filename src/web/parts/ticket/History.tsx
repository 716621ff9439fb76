/** Every step: who, when, what, with the words that were said. Routine of the system stays folded. */
import { Button, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { EventView } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import './ticket.css'

/** Words that stand elsewhere on the page already. */
const SHOWN_ABOVE = new Set(['title', 'content', 'purpose', 'address'])
const COLOURS: Readonly<Record<string, string>> = {
  'clock.lit': 'is-late',
  'appeal.urged': 'is-late',
  'assignment.sentBack': 'is-back',
  'appeal.reworked': 'is-back',
  'assignment.accepted': 'is-good',
  'appeal.answered': 'is-good',
}
const FOLDED_AT = 12

/** The newest first. */
export function History({ events }: { events: readonly EventView[] }) {
  const [isWhole, setWhole] = useState(false)
  usePrinting(() => setWhole(true))
  const newest = [...events].reverse()
  const shown = isWhole ? newest : newest.slice(0, FOLDED_AT)
  return (
    <>
      <ol className="history">
        {shown.map(e => (
          <li key={e.seq} className={COLOURS[e.kind] ?? ''}>
            <Step event={e} />
          </li>
        ))}
      </ol>
      {newest.length > shown.length && (
        <Button className="no-print" onClick={() => setWhole(true)}>
          {t(`更早的 ${newest.length - shown.length} 步`, `${newest.length - shown.length} earlier steps`)}
        </Button>
      )}
    </>
  )
}

/** On paper nothing can be unfolded later. */
function usePrinting(prepare: () => void): void {
  useEffect(() => {
    const onPrint = () => flushSync(prepare)
    addEventListener('beforeprint', onPrint)
    return () => removeEventListener('beforeprint', onPrint)
  })
}

function Step({ event: e }: { event: EventView }) {
  const who =
    e.person?.name ??
    (e.actor === 'appellant' ? t('诉求人', 'appellant') : e.actor === 'system' ? t('系统', 'system') : '')
  const isFirst = e.kind === 'appeal.received' || e.kind === 'appeal.imported'
  const texts = Object.entries(e.texts ?? {}).filter(([name]) => !(isFirst && SHOWN_ABOVE.has(name)))
  return (
    <>
      <strong>{t(e.zh, e.en)}</strong>
      {e.facts.reached === false && t('（未接通）', ' (not reached)')}{' '}
      <Typography.Text type="secondary">
        {[e.unit?.name, who].filter(Boolean).join(' ')} <When at={e.at} />
      </Typography.Text>
      {e.textsErased && <div>{t('（文字已删除）', '(words erased)')}</div>}
      {texts.map(([name, text]) => (
        <div key={name} className="prose">
          {text}
        </div>
      ))}
    </>
  )
}
