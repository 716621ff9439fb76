/** One commendation, with what the centre may decide about it. */
import { App, Button, Flex, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Answer, addressOf } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { COMMENDATION_STATE_NAMES, SOURCE_NAMES } from './words.ts'

type Commendation = Answer<'listCommendations'>['commendations'][number]

export function ThanksLine({ of: c }: { of: Commendation }) {
  return (
    <li>
      <strong>{c.unit.name}</strong>
      {c.people.length > 0 && `（${c.people.map(p => p.name).join('、')}）`}
      <br />
      <small>
        {[
          nameOf(SOURCE_NAMES, c.source),
          c.thankedBy,
          c.receivedOn,
          nameOf(COMMENDATION_STATE_NAMES, c.state),
          c.points !== null && t(`计 ${c.points} 分`, `${c.points} points`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      {c.words && <p>{c.words}</p>}
      <small>
        {c.number && <Link to={`/appeals/${c.number}`}>{t('看这一单', 'the ticket')}</Link>}{' '}
        {c.file && c.can.decide && (
          <a href={addressOf('openFile', { params: { id: c.file.id } })}>{t('看信函', 'the letter')}</a>
        )}{' '}
        {t('登记', 'registered by')} {c.registeredBy?.name}{' '}
        {c.decidedBy && `${t('核实', 'decided by')} ${c.decidedBy.name}`} {c.reason}
      </small>
      {c.can.decide && <Decide id={c.id} />}
    </li>
  )
}

function Decide({ id }: { id: number }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const confirm = useAct('confirmCommendation', c =>
    message.success(t(`已认定，计 ${c.points} 分`, `Confirmed: ${c.points} points`)),
  )
  const dismiss = useAct('dismissCommendation', () => message.success(t('已记录', 'Recorded')))
  return (
    <Flex gap="small" wrap style={{ marginTop: 8 }}>
      {(confirm.error ?? dismiss.error) && <Failed error={(confirm.error ?? dismiss.error)!} />}
      <Button
        size="small"
        type="primary"
        loading={confirm.isPending}
        onClick={() => confirm.mutate({ input: { params: { id } } })}
      >
        {t('认定', 'Confirm')}
      </Button>
      <Popconfirm
        title={t('不予认定的理由', 'Why it does not count')}
        description={
          <Input
            aria-label={t('理由', 'Reason')}
            value={reason}
            onChange={e => setReason(e.target.value)}
            maxLength={500}
          />
        }
        okButtonProps={{ disabled: !reason.trim() }}
        onConfirm={() => dismiss.mutate({ input: { params: { id }, body: { reason } } })}
      >
        <Button size="small" loading={dismiss.isPending}>
          {t('不予认定', 'Dismiss')}
        </Button>
      </Popconfirm>
    </Flex>
  )
}
