/** One of a few words, chosen with the browser's own list: by thumb and by keyboard alike. */
import { nameOf } from '../../../text.ts'

interface Props<Word extends string> {
  label: string
  value: Word
  among: Readonly<Record<Word, readonly [zh: string, en: string]>>
  onChange: (value: Word) => void
}

export function Choice<Word extends string>({ label, value, among, onChange }: Props<Word>) {
  return (
    <select
      className="plain-select"
      aria-label={label}
      value={value}
      onChange={e => onChange(e.target.value as Word)}
    >
      {Object.keys(among).map(word => (
        <option key={word} value={word}>
          {nameOf(among, word)}
        </option>
      ))}
    </select>
  )
}
