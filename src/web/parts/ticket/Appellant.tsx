/** Who it is from: masked, until somebody says why they need to know; every look is written down. */
import { Alert, Button, Card, Descriptions, Flex, Form, Input, Modal, Select, Typography } from 'antd'
import { useEffect, useState } from 'react'
import type { SightPurpose } from '../../../contract/identity.ts'
import type { Ticket } from '../../../contract/record.ts'
import type { Permission } from '../../../domain/access/roles.ts'
import { useAct } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { useNow } from '../../ui/When.tsx'
import { whyNot } from '../why-not.ts'

const PURPOSES: Record<SightPurpose, readonly [string, string]> = {
  call: ['正在通话', 'in a call with them'],
  handling: ['正在办理', 'handling it'],
  visit: ['正在回访', 'calling back'],
  reveal: ['其他理由', 'another reason'],
}

/** Who looks for a purpose does the work that it serves. */
const PURPOSE_OF: Record<Exclude<SightPurpose, 'reveal'>, readonly Permission[]> = {
  call: ['contact.take'],
  handling: ['appeal.handle'],
  visit: ['appeal.visit'],
}
/** So long a name and number stay open; then they are masked again. */
const OPEN_FOR = 90_000

export function Appellant({ ticket }: { ticket: Ticket }) {
  const [isAsking, setAsking] = useState(false)
  const see = useAct('seeIdentity', () => setAsking(false))
  const isOpen = see.data !== undefined
  const hide = see.reset
  useEffect(() => {
    if (!isOpen) return
    const timer = setTimeout(hide, OPEN_FOR)
    return () => clearTimeout(timer)
  }, [isOpen, hide])
  const shown = see.data ?? ticket.appellant
  if (!ticket.appellant)
    return (
      <Card size="small" title={t('诉求人', 'Appellant')}>
        {ticket.anonymous
          ? t('匿名，没有留下姓名和电话。', 'Anonymous: left neither name nor telephone.')
          : t('不向您显示。', 'Not shown to you.')}
      </Card>
    )
  return (
    <Card
      size="small"
      title={t('诉求人', 'Appellant')}
      extra={
        isOpen ? (
          <Button size="small" onClick={hide}>
            {t('隐藏', 'Hide')}
          </Button>
        ) : (
          <ReasonedButton size="small" whyNot={whyNot(ticket, 'seeIdentity')} onClick={() => setAsking(true)}>
            {t('查看', 'Reveal')}
          </ReasonedButton>
        )
      }
    >
      {ticket.appellant.erased ? (
        <Alert type="info" title={t('已按要求删除。', 'Erased as asked.')} />
      ) : (
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'name', label: t('姓名', 'Name'), children: shown?.name ?? '—' },
            {
              key: 'phone',
              label: t('电话', 'Telephone'),
              children: shown?.phone ? (
                isOpen ? (
                  <a href={`tel:${shown.phone}`}>{shown.phone}</a>
                ) : (
                  shown.phone
                )
              ) : (
                '—'
              ),
            },
          ]}
        />
      )}
      {isOpen && <HidesSoon />}
      {isAsking && (
        <Why
          error={see.error}
          isBusy={see.isPending}
          onClose={() => setAsking(false)}
          onSay={body => see.mutate({ input: { params: { number: ticket.number }, body } })}
        />
      )}
    </Card>
  )
}

function HidesSoon() {
  const [until] = useState(() => Date.now() + OPEN_FOR)
  const left = Math.max(0, Math.round((until - useNow(1000)) / 1000))
  return (
    <Typography.Text type="secondary">
      {t(`${left} 秒后自动隐藏，本次查看已留痕`, `Hidden again in ${left} s; this look is on record`)}
    </Typography.Text>
  )
}

interface Said {
  purpose: SightPurpose
  reason?: string
}

function Why({
  error,
  isBusy,
  onClose,
  onSay,
}: {
  error: Error | null
  isBusy: boolean
  onClose: () => void
  onSay: (said: Said) => void
}) {
  const [form] = Form.useForm<Said>()
  const purpose = Form.useWatch('purpose', form)
  const { may } = useSession()
  const purposes = (Object.keys(PURPOSES) as SightPurpose[]).filter(p =>
    p === 'reveal' ? may('identity.reveal') : may('identity.see') && PURPOSE_OF[p].some(q => may(q)),
  )
  return (
    <Modal
      open
      title={t('为什么要看诉求人信息？', 'Why do you need to know who it is?')}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ purpose: purposes.includes('handling') ? 'handling' : purposes[0] }}
        onFinish={({ purpose: p, reason }) => onSay({ purpose: p, ...(reason && { reason }) })}
      >
        <Alert
          type="info"
          showIcon
          title={t(
            '每次查看都会留痕，诉求人可以知道哪个单位看过。',
            'Every look is written down; the appellant can learn which unit looked.',
          )}
        />
        {error && <Failed error={error} />}
        <Form.Item name="purpose" label={t('用途', 'Purpose')} style={{ marginTop: 12 }}>
          <Select
            options={purposes.map(value => ({ value, label: t(PURPOSES[value][0], PURPOSES[value][1]) }))}
          />
        </Form.Item>
        {purpose === 'reveal' && (
          <Form.Item
            name="reason"
            label={t('理由（至少五个字）', 'Why, at least five characters')}
            rules={[{ required: true, min: 5 }]}
          >
            <Input.TextArea rows={2} />
          </Form.Item>
        )}
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('不看了', 'Cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t('查看并留痕', 'Reveal, on record')}
          </Button>
        </Flex>
      </Form>
    </Modal>
  )
}
