/** A button that opens a list of what can be done: by mouse, or by arrow keys, Enter and Escape. */
import { Button, type ButtonProps } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './menu.css'

export interface MenuChoice {
  key: string
  label: ReactNode
  /** It is shown why not in its label. */
  disabled?: boolean
  onClick: () => void
}

export interface MenuPart {
  key: string
  /** Stands above its choices. */
  name?: string
  choices: readonly MenuChoice[]
}

interface Props extends Omit<ButtonProps, 'onClick'> {
  parts: readonly MenuPart[]
  /** Above the button instead of below. */
  isUp?: boolean
  /** Which side of it is that of the button. */
  side?: 'start' | 'end'
}

export function MenuButton({ parts, isUp = false, side = 'start', children, ...button }: Props) {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLSpanElement>(null)
  const id = useId()
  const close = (back: boolean) => {
    setOpen(false)
    if (back) box.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    choicesIn(box.current)[0]?.focus()
    const onOutside = (e: Event) => {
      if (e.target instanceof Node && !box.current?.contains(e.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', onOutside)
    return () => document.removeEventListener('pointerdown', onOutside)
  }, [isOpen])
  const onKeyDown = (e: KeyboardEvent) => {
    if (!isOpen) return
    if (e.key === 'Tab') return setOpen(false)
    if (e.key === 'Escape') close(true)
    else if (!moved(choicesIn(box.current), e.key)) return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the menu inside
    <span ref={box} className="menu-box" onKeyDown={onKeyDown}>
      <Button
        {...button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </Button>
      {isOpen && (
        <div id={id} role="menu" className={`menu ${isUp ? 'is-up' : ''} side-${side}`}>
          {parts
            .filter(part => part.choices.length > 0)
            .map(part => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
              <div key={part.key} role="group" aria-label={part.name}>
                {part.name && <div className="menu-name">{part.name}</div>}
                {part.choices.map(c => (
                  <button
                    key={c.key}
                    type="button"
                    role="menuitem"
                    tabIndex={-1}
                    aria-disabled={c.disabled || undefined}
                    onClick={() => {
                      if (c.disabled) return
                      close(true)
                      c.onClick()
                    }}
                  >
                    {c.label}
                  </button>
                ))}
              </div>
            ))}
        </div>
      )}
    </span>
  )
}

const choicesIn = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
]

/** Arrow keys go round; Home and End go to either end. */
function moved(choices: readonly HTMLElement[], key: string): boolean {
  const at = document.activeElement instanceof HTMLElement ? choices.indexOf(document.activeElement) : -1
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[key]
  if (to === undefined) return false
  choices.at(to === choices.length ? 0 : to)?.focus()
  return true
}
