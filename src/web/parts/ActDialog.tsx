/** One act on a ticket: what is asked, what the server says to it, and what somebody else did meanwhile. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Modal, Select } from 'antd'
import { useId, useRef, useState } from 'react'
import type { Ticket } from '../../contract/record.ts'
import { APPROVAL_NAMES, ROLE_IN_MATTER_NAMES } from '../../domain/names.ts'
import { type CallName, call, Refused } from '../api.ts'
import { refreshAll } from '../asking.ts'
import { nameOf, t } from '../text.ts'
import { useDraft } from '../ui/draft.ts'
import { Failed } from '../ui/Failed.tsx'
import { bodyOf } from './act-body.ts'
import type { ActSpec } from './acts.ts'
import { Field } from './fields/Field.tsx'
import { Meanwhile } from './Meanwhile.tsx'

interface Props {
  act: ActSpec
  ticket: Ticket
  /** Of the assignment, request or visit, where it is clear already. */
  no?: number
  /** Filled in already, where the page knows. */
  preset?: Record<string, unknown>
  /** After it was done, with the version it led to. */
  onDone?: (version: number) => void
  onClose: () => void
}

interface Target {
  no: number
  label: string
}

/** What of the ticket the act can be about. */
function targetsOf(act: ActSpec, ticket: Ticket): Target[] {
  if (act.on === 'assignment')
    return ticket.assignments
      .filter(a => a.endedAt === null)
      .map(a => ({ no: a.no, label: `${a.unit.name} ${nameOf(ROLE_IN_MATTER_NAMES, a.role)}` }))
  if (act.on === 'approval')
    return ticket.approvals
      .filter(a => a.verdict === null && fits(act.name, a.kind))
      .map(a => ({ no: a.no, label: `${nameOf(APPROVAL_NAMES, a.kind)} ${a.unit.name}` }))
  return []
}

const fits = (act: CallName, kind: string): boolean =>
  act === 'decideReturn'
    ? kind === 'return'
    : act === 'ruleOnObjection'
      ? kind === 'objection'
      : kind !== 'return' && kind !== 'objection'

export function ActDialog({ act, ticket, no, preset, onDone, onClose }: Props) {
  const [form] = Form.useForm<Record<string, unknown>>()
  const { message } = App.useApp()
  const client = useQueryClient()
  const formId = useId()
  const [draft, keepDraft, dropDraft] = useDraft<Record<string, unknown>>(`${act.name}.${ticket.number}`, {})
  const targets = targetsOf(act, ticket)
  const [target, setTarget] = useState(no ?? targets[0]?.no)
  // The version in front of the reader when the form opened: a lost race is shown, not decided over their head.
  const [seen, setSeen] = useState(ticket.version)
  const key = useRef(crypto.randomUUID())
  const send = useMutation({
    mutationFn: (values: Record<string, unknown>) =>
      call(
        act.name as 'dispatchAppeal',
        {
          params: { number: ticket.number, ...(act.on && { no: target }) },
          body: bodyOf(act, values),
        } as never,
        { ifMatch: seen, key: key.current },
      ),
    onSuccess: async ({ version }) => {
      dropDraft()
      onDone?.(version)
      onClose()
      message.success(t(`${act.zh}：已完成`, `${act.en}: done`))
      await refreshAll(client)
    },
    onError: error => {
      key.current = crypto.randomUUID()
      if (error instanceof Refused && error.field)
        form.setFields([{ name: error.field.split('.')[0]!, errors: [error.message] }])
      if (error instanceof Refused && error.code === 'changed-meanwhile') void refreshAll(client)
    },
  })
  const isLost = send.error instanceof Refused && send.error.code === 'changed-meanwhile'
  return (
    <Modal
      open
      title={t(act.zh, act.en)}
      onCancel={onClose}
      okText={t(act.zh, act.en)}
      okButtonProps={{
        htmlType: 'submit',
        form: formId,
        danger: act.grave ?? false,
        loading: send.isPending,
      }}
      destroyOnHidden
    >
      {isLost ? (
        <Meanwhile
          ticket={ticket}
          since={seen}
          onSeen={() => {
            setSeen(ticket.version)
            send.reset()
          }}
        />
      ) : (
        send.error && <Failed error={send.error} />
      )}
      <Form
        id={formId}
        form={form}
        layout="vertical"
        style={{ marginTop: 12 }}
        initialValues={{ ...preset, ...draft }}
        onValuesChange={(_, all) => keepDraft(all)}
        onFinish={values => send.mutate(values)}
      >
        {targets.length > 1 && (
          <Form.Item label={t('哪一项', 'Which one')}>
            <Select
              aria-label={t('哪一项', 'Which one')}
              value={target ?? null}
              onChange={setTarget}
              options={targets.map(({ no: value, label }) => ({ value, label }))}
            />
          </Form.Item>
        )}
        {act.asks.map(asked => (
          <Field
            key={asked.name}
            asked={asked}
            ticket={ticket}
            assignmentNo={act.on === 'assignment' ? target : undefined}
          />
        ))}
        {act.asks.length === 0 && <Alert type="info" title={t(`确定${act.zh}吗？`, `${act.en}?`)} />}
      </Form>
    </Modal>
  )
}
