/** 上行办理: the steps upward with their papers and limits, and what the platform said to the answers. */
import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from 'wouter'
import type { Ticket } from '../../../contract/record.ts'
import type { UpwardStep } from '../../../domain/handling/way-upward.ts'
import { type Answer, addressOf } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Until, When } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'

const NAMES: Record<UpwardStep, readonly [zh: string, en: string]> = {
  preliminary: ['初步回复', 'preliminary reply'],
  notice: ['发送通知单', 'notice to the units'],
  progress: ['调度进展', 'progress'],
  material: ['汇报材料', 'report material'],
  countersign: ['会签', 'countersigned'],
  report: ['上报', 'reported upward'],
  publish: ['平台回复', 'published on the platform'],
}
const REPLY_NAMES = {
  asked: ['补充提问', 'question'],
  preliminary: ['初步回复', 'preliminary reply'],
  final: ['最终答复', 'final answer'],
  refused: ['不予受理', 'refusal'],
} as const

/** Matters of platforms, and those that are signed by others or go up. */
const isShown = ({ externalPlatform, approvals }: Ticket): boolean =>
  externalPlatform !== null || approvals.some(p => p.kind === 'countersign' || p.kind === 'reportUpward')

export function WayUpward({ ticket }: { ticket: Ticket }) {
  const { may } = useSession()
  const { number } = ticket
  const way = useAsk('readWayUpward', { params: { number } }, { enabled: isShown(ticket) })
  if (!isShown(ticket)) return null
  return (
    <Panel
      title={t('上行办理', 'The way upward')}
      extra={
        may('document.issue') && (
          <Link to={`~/command/documents/report/${number}`}>{t('起草汇报材料', 'Draft the report')}</Link>
        )
      }
    >
      <Ask of={way} rows={5}>
        {({ steps }) => (
          <ol className="upward">
            {steps.map(step => (
              <Step key={step.step} step={step} />
            ))}
          </ol>
        )}
      </Ask>
      {ticket.externalPlatform !== null && <Replies number={number} />}
    </Panel>
  )
}

function Step({ step }: { step: Answer<'readWayUpward'>['steps'][number] }) {
  return (
    <li>
      {step.doneAt ? (
        <CheckCircleFilled className="is-able" aria-label={t('已办', 'done')} />
      ) : (
        <Light light={step.light} bare />
      )}{' '}
      {nameOf(NAMES, step.step)} {step.doneAt && <When at={step.doneAt} />}
      {!step.doneAt && step.dueAt && <Until at={step.dueAt} />}
      {step.paper && (
        <>
          {' '}
          <a href={addressOf('openDocumentPdf', { params: { id: step.paper.id } })}>{step.paper.number}</a>
        </>
      )}
      {step.refusal && (
        <small className="is-unable">{t(`平台退回：${step.refusal}`, `refused: ${step.refusal}`)}</small>
      )}
    </li>
  )
}

/** What went back, and whether it stands there. */
function Replies({ number }: { number: string }) {
  const asked = useAsk('listTicketReplies', { params: { number } })
  const replies = asked.data?.replies ?? []
  if (replies.length === 0) return null
  return (
    <ul className="upward">
      {replies.map(r => (
        <li key={r.id}>
          {r.platform} · {nameOf(REPLY_NAMES, r.kind)} ·{' '}
          {r.publishedAt ? (
            <>
              {t('平台已发布', 'published')} <When at={r.publishedAt} />
            </>
          ) : r.refusedAt ? (
            <span className="is-unable">{t(`平台退回：${r.refusal}`, `refused: ${r.refusal}`)}</span>
          ) : (
            t('待平台取走', 'waits for the platform')
          )}
          {r.answeredBy && (
            <>
              {' '}
              ·{' '}
              <Link to={`/appeals/${r.answeredBy}`}>
                {t('由并入的单答复', 'answered by the ticket it went into')}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
