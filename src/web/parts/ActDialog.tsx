/** One act on a ticket: what is asked, what the server says to it, and what somebody else did meanwhile. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Modal, Select } from 'antd'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import type { Ticket } from '../../contract/record.ts'
import { Refused } from '../api.ts'
import { refreshAll } from '../asking.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { useDraft } from '../ui/draft.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useOnline } from '../ui/Offline.tsx'
import type { ActSpec } from './acts.ts'
import { Field } from './fields/Field.tsx'
import { draftOf } from './keeping.ts'
import { Meanwhile } from './Meanwhile.tsx'
import { useMine } from './mine.ts'
import { targetsOf } from './targets.ts'
import { useSend } from './use-send.ts'
import { useUndo } from './use-undo.tsx'

const SheetPreview = lazy(() => import('./sheets/SheetPreview.tsx').then(m => ({ default: m.SheetPreview })))

interface Props {
  act: ActSpec
  ticket: Ticket
  /** Of the assignment, request or visit, where it is clear already. */
  no?: number | undefined
  /** Filled in already, where the page knows. */
  preset?: Record<string, unknown>
  /** After it was done, with the version it led to. */
  onDone?: (version: number) => void
  onClose: () => void
}

type Values = Record<string, unknown>

export function ActDialog({ act, ticket, no, preset, onDone, onClose }: Props) {
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const { me } = useSession()
  const client = useQueryClient()
  const offerUndo = useUndo()
  // As it was when the form was sent; the news of it may be here before the answer.
  const before = useRef(ticket)
  const formId = useId()
  const isOnline = useOnline()
  const [draft, keepDraft, dropDraft] = useDraft<Values>(draftOf(me.personId, act.name, ticket.number), {})
  const isMine = useMine()
  const targets = targetsOf(act, ticket, isMine)
  const [target, setTarget] = useState(no ?? targets[0]?.no)
  const sending = useSend(act, ticket, {
    onWrong: (field, sentence) => {
      form.setFields([{ name: field, errors: [sentence] }])
      form.scrollToField(field, { block: 'center', focus: true })
    },
    onDone: async sent => {
      dropDraft()
      if (sent.how === 'sent' && sent.version !== null) onDone?.(sent.version)
      onClose()
      const on = act.on ? target : undefined
      if (
        sent.how === 'sent' &&
        sent.version !== null &&
        offerUndo({ name: act.name, before: before.current, no: on, version: sent.version })
      )
        return refreshAll(client)
      if (sent.how === 'sent') message.success(t(`${act.zh}：已完成`, `${act.en}: done`))
      else
        message.info(
          t('没有网络：已存在本机，恢复后自动发送一次。', 'No network: kept here, sent once it is back.'),
        )
      await refreshAll(client)
    },
  })
  return (
    <Modal
      open
      className="act-dialog"
      title={t(act.zh, act.en)}
      onCancel={onClose}
      okText={isOnline ? t(act.zh, act.en) : t('存下，有网时发送', 'Keep, send later')}
      okButtonProps={{
        htmlType: 'submit',
        form: formId,
        danger: act.grave ?? false,
        loading: sending.isBusy,
      }}
      destroyOnHidden
      {...(act.shows && { width: 'min(1240px, 100vw)', style: { top: 20 } })}
    >
      {sending.isLost ? (
        <Meanwhile ticket={ticket} since={sending.seen} onSeen={sending.goOn} />
      ) : (
        sending.error && !standsAtField(act, sending.error) && <Failed error={sending.error} />
      )}
      <div className={act.shows && 'paper-beside'}>
        <Form
          id={formId}
          form={form}
          layout="vertical"
          requiredMark="optional"
          scrollToFirstError={{ focus: true }}
          style={{ marginTop: 12 }}
          initialValues={{ ...preset, ...draft }}
          onValuesChange={(_, all) => keepDraft(all)}
          onFinish={values => {
            before.current = ticket
            sending.send(values, act.on ? target : undefined)
          }}
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
              act={act.name}
              ticket={ticket}
              assignmentNo={act.on === 'assignment' ? target : undefined}
            />
          ))}
          {act.asks.length === 0 && <Alert type="info" title={t(`确定${act.zh}吗？`, `${act.en}?`)} />}
        </Form>
        {act.shows === 'sheet' && (
          <Suspense fallback={<Loading rows={8} />}>
            <SheetPreview form={form} number={ticket.number} />
          </Suspense>
        )}
      </div>
    </Modal>
  )
}

/** The sentence stands at the field already. */
const standsAtField = (act: ActSpec, error: Error): boolean =>
  error instanceof Refused && act.asks.some(a => a.name === error.field?.split('.')[0])
