/** How the call ended, with what is read out to the caller, and on to the next. */
import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { STAR_NAMES } from '../../../domain/names.ts'
import { useAct } from '../../asking.ts'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import type { Calling, Ending } from './use-call.ts'

export function Receipt({ calling, ending }: { calling: Calling; ending: Ending }) {
  const { next, another } = calling
  const { may } = useSession()
  const [, go] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const number = ending.how === 'appeal' || ending.how === 'joined' ? ending.receipt.number : null
  const canDispatch = ending.how === 'appeal' && may('appeal.dispatch')
  const dispatch = () => {
    next()
    go(`/dispatch/${number}`)
  }
  useOffer([
    { key: 'next', label: t('下一通', 'Next call'), shortcut: 'n', run: () => next() },
    ...(ending.how === 'appeal'
      ? [{ key: 'more', label: t('同一来电再记一件', 'Another matter'), shortcut: 'm', run: another }]
      : []),
    ...(canDispatch
      ? [{ key: 'dispatch', label: t('现在派单', 'Dispatch it'), shortcut: 'd', run: dispatch }]
      : []),
  ])
  return (
    <section className="receipt" aria-label={t('回执', 'Receipt')}>
      <h2 ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {TITLES[ending.how]()}
      </h2>
      <Said ending={ending} />
      <div className="acts" style={{ justifyContent: 'center' }}>
        <Button type="primary" onClick={() => next()}>
          {t('下一通', 'Next call')}
          <Key of="N" />
        </Button>
        {ending.how === 'appeal' && (
          <Button onClick={another}>
            {t('同一来电再记一件', 'Another matter of this call')}
            <Key of="M" />
          </Button>
        )}
        {canDispatch && (
          <Button onClick={dispatch}>
            {t('现在派单', 'Dispatch it')}
            <Key of="D" />
          </Button>
        )}
        {number && <TicketLink number={number}>{t('打开这一单', 'Open the ticket')}</TicketLink>}
      </div>
    </section>
  )
}

const TITLES: Record<Ending['how'], () => string> = {
  appeal: () =>
    t('已受理，请把单号和查询码读给来电人', 'Received: read the number and the code to the caller'),
  joined: () => t('已并入，请把单号读给来电人', 'Joined: read the number to the caller'),
  answered: () => t('已当场答复', 'Answered on the spot'),
  refused: () => t('不予受理', 'Not accepted'),
  handedOver: () => t('已转紧急专线', 'Handed over'),
  abandoned: () => t('来电放弃，已登记', 'Given up, written down'),
}

/** In groups of four, as one reads a long number aloud. */
const grouped = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')

function Said({ ending }: { ending: Ending }) {
  if (ending.how === 'answered') return <Rated contactId={ending.contactId} />
  if (ending.how === 'refused')
    return (
      <div style={{ maxWidth: 640, margin: '0 auto', textAlign: 'start' }}>
        <p>{t(ending.reason.zh, ending.reason.en)}</p>
        {[ending.reason.explain, ending.reason.route].filter(Boolean).map(text => (
          <p key={text} className="script">
            {text}
          </p>
        ))}
      </div>
    )
  if (ending.how === 'handedOver') return <p className="said">{ending.line}</p>
  if (ending.how === 'abandoned') return null
  const { receipt, noticed } = ending
  return (
    <>
      <p className="small">{receipt.title}</p>
      <p className="said">{grouped(receipt.number)}</p>
      {receipt.queryCode && (
        <p className="said">
          <span className="small">{t('查询码', 'Code')}</span> <strong>{receipt.queryCode}</strong>
        </p>
      )}
      {noticed && noticed.repeats > 0 && (
        <p className="chip warn">
          {t(
            `同一人同一事，此前 ${noticed.repeats} 次`,
            `the same person and matter, ${noticed.repeats} times before`,
          )}
        </p>
      )}
      {noticed?.emergency && (
        <Alert
          type="error"
          style={{ maxWidth: 480, margin: '8px auto' }}
          title={t(
            `涉及 ${noticed.emergency.line}，请同时转接`,
            `For ${noticed.emergency.line}: hand over as well`,
          )}
        />
      )}
    </>
  )
}

/** The caller's own word on a direct answer, while they are still there. */
function Rated({ contactId }: { contactId: number }) {
  const rate = useAct('rateContact')
  const say = (stars: number) =>
    !rate.isSuccess && rate.mutate({ input: { params: { id: contactId }, body: { stars } } })
  useOffer(
    [1, 2, 3, 4, 5].map(n => ({
      key: `star.${n}`,
      label: nameOf(STAR_NAMES, String(n)),
      shortcut: String(n),
      run: () => say(n),
    })),
  )
  if (rate.isSuccess) return <p role="status">{t('已记下评价。', 'The rating is kept.')}</p>
  return (
    <>
      <p className="script" style={{ display: 'inline-block' }}>
        {t('请问您对这次答复满意吗？', 'Are you satisfied with this answer?')}
      </p>
      {rate.error && <Failed error={rate.error} />}
      <div className="acts" style={{ justifyContent: 'center' }}>
        {[5, 4, 3, 2, 1].map(n => (
          <Button key={n} onClick={() => say(n)}>
            {nameOf(STAR_NAMES, String(n))}
            <Key of={String(n)} />
          </Button>
        ))}
      </div>
    </>
  )
}
