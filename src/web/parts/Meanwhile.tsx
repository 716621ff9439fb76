/** Somebody else was faster: what they did, and a way to go on with what one wrote. */
import { Alert, Button } from 'antd'
import type { Ticket } from '../../contract/record.ts'
import { t } from '../text.ts'
import { When } from '../ui/When.tsx'

interface Props {
  ticket: Ticket
  /** The version that was on screen before. */
  since: number
  onSeen: () => void
}

export function Meanwhile({ ticket, since, onSeen }: Props) {
  const isHere = ticket.version > since
  // Every change raises the version by one, whatever number of events it wrote; the last ones are the news.
  const news = ticket.events.slice(-Math.max(1, Math.min(5, ticket.version - since)))
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={t('刚刚有人动过这一单', 'Somebody changed this ticket meanwhile')}
      description={
        <>
          {isHere && (
            <ul style={{ paddingInlineStart: 18 }}>
              {news.map(e => (
                <li key={e.seq}>
                  <When at={e.at} /> {e.person?.name ?? e.unit?.name ?? ''} {t(e.zh, e.en)}
                </li>
              ))}
            </ul>
          )}
          {t(
            '您写的内容还在。看过之后可以接着提交。',
            'What you wrote is still here. Have a look, then go on.',
          )}
        </>
      }
      action={
        <Button size="small" disabled={!isHere} onClick={onSeen}>
          {t('知道了，继续', 'Seen, go on')}
        </Button>
      }
    />
  )
}
