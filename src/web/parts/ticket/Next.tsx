/** On top of a ticket: how far one's own duty is, and the one act it asks for now. */
import { CheckOutlined } from '@ant-design/icons'
import { Flex } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { exactly } from '../../ui/moment.ts'
import { Until } from '../../ui/When.tsx'
import { type Duty, STEP_WORDS, type Step, type StepName } from './steps.ts'

const NOW: Record<StepName, readonly [zh: string, en: string]> = {
  sign: ['请签收', 'Sign for it'],
  contact: ['请联系诉求人', 'Contact the appellant'],
  preliminaryReply: ['请作初步回复', 'Give a preliminary reply'],
  siteCheck: ['请到现场核查，拍处置前后照片', 'Check on site, with pictures before and after'],
  reply: ['请答复', 'Reply'],
  innerReview: ['等领导审核签批', 'Waits for the leader’s signature'],
  review: ['已答复，等中心审核', 'Replied, waits for the centre’s review'],
  visit: ['已审核，等回访', 'Accepted, waits for the call-back'],
}
/** The limits a step has to keep. */
const LIMITS: Partial<Record<StepName, readonly string[]>> = {
  sign: ['sign'],
  contact: ['firstContact'],
  preliminaryReply: ['preliminaryReply'],
  siteCheck: ['rework', 'reply'],
  reply: ['rework', 'reply'],
  innerReview: ['rework', 'reply'],
}

interface Props {
  ticket: Ticket
  duty: Duty
  steps: readonly Step[]
}

export function Next({ ticket, duty, steps }: Props) {
  const now = steps.find(s => s.state === 'now')
  const limit = ticket.clocks.findLast(
    c =>
      now !== undefined &&
      c.assignmentNo === duty.no &&
      c.metAt === null &&
      c.cancelledAt === null &&
      !c.paused &&
      (LIMITS[now.name] ?? []).includes(c.kind),
  )
  return (
    <section className={`next-step light-${limit?.light ?? 'none'}`} aria-label={t('下一步', 'Next')}>
      <Flex gap="small" wrap align="baseline" justify="space-between">
        <strong className="next-words">{wordsOf(ticket, duty, now)}</strong>
        {limit && (
          <span className="next-limit">
            <Until at={limit.dueAt} />
          </span>
        )}
      </Flex>
      <ol className="steps">
        {steps.map(s => (
          <li
            key={s.name}
            className={`step-${s.state}`}
            aria-current={s.state === 'now' ? 'step' : undefined}
            title={s.at ? exactly(Date.parse(s.at)) : undefined}
          >
            <span aria-hidden="true" className="step-dot">
              {s.state === 'done' ? <CheckOutlined /> : null}
            </span>
            {t(STEP_WORDS[s.name][0], STEP_WORDS[s.name][1])}
            <span className="sr-only">
              {s.state === 'done'
                ? t('（已完成）', ' (done)')
                : s.state === 'now'
                  ? t('（当前）', ' (now)')
                  : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function wordsOf(ticket: Ticket, duty: Duty, now: Step | undefined): string {
  if (ticket.stage === 'suspended') return t('已挂账，到复查日再办', 'Suspended until its review date')
  if (ticket.endedAt !== null) return t('本单已办结', 'This ticket is closed')
  if (duty.endedAt !== null) return t('本单位的任务已结束', 'The duty of your unit has ended')
  if (!now) return t('没有要做的', 'Nothing is asked for')
  const words = t(NOW[now.name][0], NOW[now.name][1])
  const again = duty.reworks > 0 && now.name === 'reply'
  return again ? t(`退回重办：${words}`, `Sent back: ${words}`) : words
}
