/** The opened palette: a box to type in, and what fits. */
import { Input, type InputRef, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { DOORS } from '../doors.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { useCommands } from '../ui/commands.ts'
import type { Place } from './Shell.tsx'

interface Choice {
  key: string
  label: string
  run: () => void
}

export function PaletteOpened({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<InputRef>(null)
  const choices = useChoices(places, words)
  const run = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.run()
  }
  const move = (by: number) => setAt((at + by + choices.length) % Math.max(1, choices.length))
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      title={t('查找与命令', 'Find and do')}
      // Escape closes it; a button to close it would take the focus from the box.
      closable={false}
      afterOpenChange={isOpen => isOpen && box.current?.focus()}
      destroyOnHidden
    >
      <Input
        ref={box}
        autoFocus
        value={words}
        placeholder={t('单号、页面、操作', 'A number, a page, an action')}
        aria-label={t('单号、页面、操作', 'A number, a page, an action')}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={choices[at] ? `palette-${at}` : undefined}
        onChange={e => {
          setWords(e.target.value)
          setAt(0)
        }}
        onKeyDown={e => {
          if (e.key === 'ArrowDown') move(1)
          else if (e.key === 'ArrowUp') move(-1)
          else if (e.key === 'Enter') run(choices[at])
          else return
          e.preventDefault()
        }}
      />
      <div
        id="palette-list"
        role="listbox"
        aria-label={t('结果', 'Results')}
        style={{ marginTop: 8, maxHeight: 360, overflow: 'auto' }}
      >
        {choices.map((choice, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above moves through the list by keyboard
          <div
            key={choice.key}
            id={`palette-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            onClick={() => run(choice)}
            style={{
              padding: '8px 12px',
              borderRadius: 6,
              cursor: 'pointer',
              background: i === at ? 'var(--ant-color-fill-secondary)' : undefined,
            }}
          >
            {choice.label}
          </div>
        ))}
      </div>
    </Modal>
  )
}

function useChoices(places: readonly Place[], words: string): Choice[] {
  const [, go] = useLocation()
  const { may } = useSession()
  const commands = useCommands()
  const said = words.trim().toLowerCase()
  const number = /^\d{6,}$/.test(said)
    ? [{ key: 'number', label: t(`打开 ${said}`, `Open ${said}`), run: () => go(`/appeals/${said}`) }]
    : []
  const pages = places.map(p => ({ key: p.path, label: t(p.zh, p.en), run: () => go(p.path) }))
  const doors = DOORS.filter(d => may(...d.may)).map(d => ({
    key: d.name,
    label: `${t('去', 'Go to')} ${t(d.zh, d.en)}`,
    run: () => location.assign(`/${d.name}`),
  }))
  return [...number, ...[...commands, ...pages, ...doors].filter(c => c.label.toLowerCase().includes(said))]
}
