/** Every step: who, when, what, with the words that were said. */
import { Timeline, Typography } from 'antd'
import type { EventView } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { When } from '../../ui/When.tsx'

/** The newest first. */
export function History({ events }: { events: readonly EventView[] }) {
  return (
    <Timeline
      style={{ marginTop: 8 }}
      items={[...events].reverse().map(e => ({
        key: e.seq,
        color: e.kind === 'clock.lit' ? 'orange' : 'blue',
        content: <Step event={e} />,
      }))}
    />
  )
}

function Step({ event: e }: { event: EventView }) {
  const who =
    e.person?.name ??
    (e.actor === 'appellant' ? t('诉求人', 'appellant') : e.actor === 'system' ? t('系统', 'system') : '')
  return (
    <>
      <strong>{t(e.zh, e.en)}</strong>{' '}
      <Typography.Text type="secondary">
        {[e.unit?.name, who].filter(Boolean).join(' ')} <When at={e.at} />
      </Typography.Text>
      {e.textsErased && <div>{t('（文字已删除）', '(words erased)')}</div>}
      {Object.values(e.texts ?? {}).map(text => (
        <div key={text} className="prose" style={{ whiteSpace: 'pre-wrap' }}>
          {text}
        </div>
      ))}
    </>
  )
}
