/** 通话: one screen for a call, from the number to the receipt. */
import { Alert, App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { When } from '../../ui/When.tsx'
import { Advice } from './Advice.tsx'
import { useCandidates, useSuggestions } from './advice.ts'
import { Caller } from './Caller.tsx'
import { useOwnChannels } from './channels.ts'
import { isBegun } from './draft.ts'
import { Foot } from './Foot.tsx'
import { MatterForm } from './MatterForm.tsx'
import { Receipt } from './Receipt.tsx'
import { Strip } from './Strip.tsx'
import { type Calling, useCall } from './use-call.ts'

export function CallPage() {
  const channels = useOwnChannels()
  useEffect(() => {
    document.title = `${t('通话', 'Call')} · ${t('一单', 'Yidan')}`
  }, [])
  if (!channels) return <Loading whole />
  if (channels.length > 0) return <Call channels={channels} />
  return (
    <Alert
      type="info"
      style={{ margin: 16 }}
      title={t('您所在的单位没有登记来电来访的渠道。', 'Your unit has no channel to take calls for.')}
      description={t(
        '请系统管理员在“渠道”里为单位增加一个。',
        'Ask the system administrator to add one for it.',
      )}
    />
  )
}

function Call({ channels }: { channels: readonly { id: number; name: string }[] }) {
  const calling = useCall(channels[0]!.id)
  useRinging(calling)
  return (
    <div className="call">
      <Strip calling={calling} channels={channels} />
      {calling.ending ? <Receipt calling={calling} ending={calling.ending} /> : <Working calling={calling} />}
    </div>
  )
}

function Working({ calling }: { calling: Calling }) {
  const { draft, error } = calling
  const [opened, setOpened] = useState<string | null>(null)
  const suggestions = useSuggestions(draft)
  const candidates = useCandidates(draft)
  // Once somebody is on the line, the next thing is what they say.
  useEffect(() => {
    if (draft.contactId !== null) document.getElementById('content')?.focus()
  }, [draft.contactId])
  return (
    <>
      <div className="call-body">
        <Caller calling={calling} onOpen={setOpened} />
        <section aria-label={t('诉求', 'The matter')}>
          {calling.isFound && <Found calling={calling} />}
          {error && <Failed error={error} />}
          <MatterForm calling={calling} suggestions={suggestions.data} noticed={candidates.data} />
        </section>
        <Advice
          calling={calling}
          suggestions={suggestions}
          candidates={candidates}
          opened={opened}
          onOpen={setOpened}
        />
      </div>
      <Foot calling={calling} noticed={candidates.data} />
    </>
  )
}

/** The browser was closed, or crashed, in the middle of a call. */
function Found({ calling: { draft, next } }: { calling: Calling }) {
  return (
    <Alert
      role="status"
      type="info"
      showIcon
      style={{ marginBottom: 8 }}
      title={
        <>
          {t('上一通没有办完，已恢复', 'Restored: the call that was not settled')}{' '}
          {draft.startedAt && <When at={draft.startedAt} />}
        </>
      }
      action={
        <Button size="small" onClick={() => next()}>
          {t('清空', 'Clear it')}
        </Button>
      }
    />
  )
}

/**
 * A telephone system opens `?phone=…`: picked up at once, unless another call is still being written. `?contact=…` goes on
 * with one that was begun and not settled.
 */
function useRinging(calling: Calling): void {
  const { message } = App.useApp()
  const asked = new URLSearchParams(useSearch())
  const phone = asked.get('phone')?.trim() ?? ''
  const contactId = Number(asked.get('contact')) || null
  const taken = useRef('')
  useEffect(() => {
    const ringing = contactId === null ? phone : `#${contactId}`
    if (ringing === '' || taken.current === ringing) return
    taken.current = ringing
    const { draft, set, pickUp } = calling
    const isSame = contactId === null ? draft.phone === phone : draft.contactId === contactId
    if (isBegun(draft) && !isSame) return void message.warning(busyWith(phone), 8)
    if (contactId !== null) return set({ contactId, startedAt: draft.startedAt ?? Date.now() })
    set({ phone })
    void pickUp()
  }, [phone, contactId, calling, message])
}

const busyWith = (phone: string): string =>
  phone
    ? t(`来电 ${phone}：先办完手上这一通。`, `${phone} is calling: settle the present call first.`)
    : t('先办完手上这一通。', 'Settle the present call first.')
