/** One of a few, all in sight: arrow keys move, as among radio buttons. */
import { nameOf } from '../../text.ts'

interface Props<T extends string> {
  legend: string
  name: string
  value: T
  among: Readonly<Record<T, readonly [string, string]>>
  onChange: (value: T) => void
}

export function Choices<T extends string>({ legend, name, value, among, onChange }: Props<T>) {
  return (
    <fieldset className="choices">
      <legend className="field-name">{legend}</legend>
      {(Object.keys(among) as T[]).map(one => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
          <span>{nameOf(among, one)}</span>
        </label>
      ))}
    </fieldset>
  )
}
