/** The top of a call: the number, the channel, how long it has lasted, and what to know of this caller at once. */
import { PhoneOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useRef } from 'react'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { useNow } from '../../ui/When.tsx'
import type { Calling } from './use-call.ts'

interface Props {
  calling: Calling
  channels: readonly { id: number; name: string }[]
}

export function Strip({ calling, channels }: Props) {
  const { draft, set, opened, pickUp, isPickingUp, ending } = calling
  const phone = useRef<HTMLDivElement>(null)
  const focus = () => phone.current?.querySelector('input')?.focus()
  useOffer([{ key: 'phone', label: t('来电号码', 'The number'), chord: 'Alt+P', run: focus }])
  return (
    <div className="call-strip">
      <h1>{t('通话', 'Call')}</h1>
      <div ref={phone}>
        <Input
          inputMode="tel"
          autoComplete="off"
          aria-label={t('来电号码', 'The number that calls')}
          placeholder={t('来电号码，回车接通', 'Number, then Enter')}
          prefix={<PhoneOutlined />}
          suffix={<Key of="Alt+P" />}
          value={draft.phone}
          readOnly={ending !== null}
          style={{ width: 220 }}
          autoFocus={draft.contactId === null}
          onChange={e => set({ phone: e.target.value })}
          onPressEnter={() => void pickUp()}
        />
      </div>
      <select
        className="plain-select"
        aria-label={t('渠道', 'Channel')}
        value={draft.channelId ?? channels[0]?.id}
        onChange={e => set({ channelId: Number(e.target.value) })}
        disabled={draft.contactId !== null}
      >
        {channels.map(c => (
          <option key={c.id} value={c.id}>
            {c.name}
          </option>
        ))}
      </select>
      {draft.contactId === null ? (
        <Button type="primary" loading={isPickingUp} onClick={() => void pickUp()}>
          {t('接通', 'Pick up')}
        </Button>
      ) : (
        <Lasting since={draft.startedAt} />
      )}
      {opened?.restraint && (
        <span className="chip bad">
          {t(
            `限制来电：${opened.restraint.reason}（每小时 ${opened.restraint.perHour} 次）`,
            `restrained: ${opened.restraint.reason} (${opened.restraint.perHour} an hour)`,
          )}
        </span>
      )}
      {opened?.contact.mark === 'flood' && (
        <span className="chip warn">{t('短时间内频繁来电', 'calls unusually often')}</span>
      )}
      <span className="small keys-hint">
        <kbd>?</kbd> {t('看全部快捷键', 'all keys')}
      </span>
    </div>
  )
}

function Lasting({ since }: { since: number | null }) {
  const now = useNow(1000)
  const seconds = Math.max(0, Math.floor((now - (since ?? now)) / 1000))
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <span className="chip" role="timer" aria-label={t('通话时长', 'How long the call lasts')}>
      {t('通话中', 'in a call')} {text}
    </span>
  )
}
