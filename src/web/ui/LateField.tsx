/** A field to choose from that is loaded when somebody turns to it; until then it shows what is chosen. */
import { DownOutlined } from '@ant-design/icons'
import { type ReactNode, Suspense, useState } from 'react'
import { t } from '../text.ts'
import './late-field.css'

interface Props {
  label: string
  /** The name of what is chosen; empty while nothing is. */
  name: string
  placeholder?: string
  /** Begins to load it: somebody is about to open it. */
  onNear: () => void
  /** The field itself, which opens at once and takes the focus. */
  children: ReactNode
}

export function LateField({ label, name, placeholder = t('选择', 'Choose'), onNear, children }: Props) {
  const [isAsked, setAsked] = useState(false)
  const closed = (
    <button
      type="button"
      className="late-field"
      aria-haspopup="listbox"
      aria-label={`${label}：${name || placeholder}`}
      onPointerEnter={onNear}
      onFocus={onNear}
      onClick={() => setAsked(true)}
      onKeyDown={e => {
        if (e.key !== 'ArrowDown') return
        e.preventDefault()
        setAsked(true)
      }}
    >
      <span className={name ? undefined : 'is-empty'}>{name || placeholder}</span>
      <DownOutlined aria-hidden="true" />
    </button>
  )
  return isAsked ? <Suspense fallback={closed}>{children}</Suspense> : closed
}
