/** A few lines to write; it grows with what is written. */
import './note.css'

interface Props {
  /** What it is, for who can't see it. */
  name: string
  /** What belongs here, until something is written. */
  hint: string
  value: string
  onChange: (value: string) => void
  rows?: number
}

export const Note = ({ name, hint, value, onChange, rows = 1 }: Props) => (
  <textarea
    className="note"
    aria-label={name}
    placeholder={hint}
    rows={rows}
    value={value}
    onChange={e => onChange(e.target.value)}
  />
)
