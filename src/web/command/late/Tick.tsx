/** A box to tick, as large as a thumb on a phone; half ticked when some of what it stands for is. */
import { useEffect, useRef } from 'react'

interface Props {
  label: string
  checked: boolean
  isPartly?: boolean
  onChange: (checked: boolean) => void
}

export function Tick({ label, checked, isPartly = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly && !checked
  }, [isPartly, checked])
  return (
    <label className="tick">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={e => onChange(e.target.checked)}
      />
    </label>
  )
}
