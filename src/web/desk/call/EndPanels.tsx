/** Refusing, with what to read out and the lawful way; and handing over to an emergency line. Digits choose. */
import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useRules } from '../../parts/directory.ts'
import { t } from '../../text.ts'
import { Key } from '../../ui/Key.tsx'

interface Props {
  onChoose: (code: string) => void
  onClose: () => void
}

interface Option {
  code: string
  name: string
  read?: string | undefined
  route?: string | undefined
}

export function RefusePanel(props: Props) {
  const reasons = useRules()?.refusals.reasons ?? []
  const options = reasons.map(r => ({ code: r.code, name: t(r.zh, r.en), read: r.explain, route: r.route }))
  return (
    <Picker
      {...props}
      title={t('不予受理：为什么', 'Refuse: why')}
      ok={t('已读给来电人，不予受理', 'Read out: refuse')}
      options={options}
    />
  )
}

export function HandOverPanel({ first, ...props }: Props & { first: string | undefined }) {
  const lines = useRules()?.emergencies ?? []
  const options = lines.map(e => ({ code: e.line, name: `${e.line} ${t(e.zh, e.en)}` }))
  return (
    <Picker
      {...props}
      title={t('转到哪条专线', 'To which line')}
      ok={t('转接', 'Hand over')}
      options={options}
      initial={first}
    />
  )
}

interface PickerProps extends Props {
  title: string
  ok: string
  options: readonly Option[]
  initial?: string | undefined
}

function Picker({ title, ok, options, initial, onChoose, onClose }: PickerProps) {
  const [chosen, setChosen] = useState(initial)
  const list = useRef<HTMLFieldSetElement>(null)
  const at = options.find(o => o.code === chosen)
  // Focus goes where the digits are heard.
  useEffect(() => {
    const timer = setTimeout(() => list.current?.querySelector('input')?.focus(), 50)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      okText={ok}
      okButtonProps={{ disabled: !at }}
      onOk={() => at && onChoose(at.code)}
      destroyOnHidden
    >
      <fieldset
        ref={list}
        style={{ border: 0, padding: 0, margin: 0 }}
        onKeyDown={e => {
          const picked = options[Number(e.key) - 1]
          if (picked) setChosen(picked.code)
          else if (e.key === 'Enter' && at) onChoose(at.code)
          else return
          e.preventDefault()
        }}
      >
        <legend className="sr-only">{title}</legend>
        {options.map((o, i) => (
          <label key={o.code} style={{ display: 'flex', gap: 8, padding: '5px 0', minHeight: 32 }}>
            <input type="radio" name="end" checked={chosen === o.code} onChange={() => setChosen(o.code)} />
            <span>
              {o.name}
              <Key of={String(i + 1)} />
            </span>
          </label>
        ))}
      </fieldset>
      {at?.read && (
        <>
          <p className="script">{at.read}</p>
          {at.route && <p className="script">{at.route}</p>}
        </>
      )}
    </Modal>
  )
}
