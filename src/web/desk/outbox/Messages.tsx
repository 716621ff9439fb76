/** 发件箱: what the centre told people, and what didn't arrive. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Input as Asked } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'

type State = NonNullable<NonNullable<Asked<'listMessages'>['query']>['state']>
const STATES: Record<State, readonly [string, string]> = {
  waiting: ['等待发送', 'waiting'],
  calling: ['呼叫中', 'calling'],
  sent: ['已发送', 'sent'],
  failed: ['未送达', 'failed'],
  kept: ['仅留存', 'kept'],
}

const STATE_NAMES = Object.keys(STATES) as State[]

export function Messages() {
  const [state, setState] = useState<State>()
  const [number, setNumber] = useState('')
  const [pages, setPages] = useState<string[]>([])
  const after = pages.at(-1)
  const query = {
    limit: 50,
    ...(state && { state }),
    ...(/^\d{6,34}$/.test(number) && { number }),
    ...(after && { after }),
  }
  const asked = useAsk('listMessages', { query }, { keepLast: true })
  return (
    <Page
      title={t('发件箱', 'Messages')}
      actions={
        <>
          <Input
            type="search"
            aria-label={t('单号', 'Number')}
            placeholder={t('单号', 'Number')}
            style={{ width: 230 }}
            value={number}
            onChange={e => {
              setNumber(e.target.value.trim())
              setPages([])
            }}
          />
          <select
            className="plain-select"
            aria-label={t('状态', 'State')}
            value={state ?? ''}
            onChange={e => {
              setState(STATE_NAMES.find(name => name === e.target.value))
              setPages([])
            }}
          >
            <option value="">{t('全部状态', 'Any state')}</option>
            {STATE_NAMES.map(name => (
              <option key={name} value={name}>
                {nameOf(STATES, name)}
              </option>
            ))}
          </select>
        </>
      }
    >
      <Ask
        of={asked}
        isEmpty={a => a.messages.length === 0}
        empty={t('没有符合的消息。', 'No such message.')}
      >
        {({ messages, next }) => (
          <>
            <div style={{ overflowX: 'auto' }}>
              <table className="bulk">
                <thead>
                  <tr>
                    <th scope="col">{t('时间', 'When')}</th>
                    <th scope="col">{t('收件人', 'To')}</th>
                    <th scope="col">{t('内容', 'Text')}</th>
                    <th scope="col">{t('状态', 'State')}</th>
                  </tr>
                </thead>
                <tbody>
                  {messages.map(m => (
                    <tr key={m.id}>
                      <td style={{ whiteSpace: 'nowrap' }}>
                        <When at={m.sentAt ?? m.createdAt} />
                        <div className="small">{m.number && <TicketLink number={m.number} />}</div>
                      </td>
                      <td style={{ whiteSpace: 'nowrap' }}>
                        {m.to}
                        <div className="small">{m.medium}</div>
                      </td>
                      <td className="prose" style={{ minWidth: 220 }}>
                        {m.text}
                      </td>
                      <td>
                        <span className={m.state === 'failed' ? 'chip bad' : 'chip'}>
                          {nameOf(STATES, m.state)}
                        </span>
                        {m.error && <div className="small">{m.error}</div>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div className="acts">
              <Button disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
                {t('较新', 'Newer')}
              </Button>
              <Button disabled={next === null} onClick={() => next && setPages([...pages, next])}>
                {t('较早', 'Older')}
              </Button>
            </div>
          </>
        )}
      </Ask>
    </Page>
  )
}
