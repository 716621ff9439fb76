/** A limit chosen with one touch. */
import { limitWords } from '../../../parts/ticket/limit-words.ts'
import { t } from '../../../text.ts'

interface Props {
  name: string
  value: string
  /** Empty for none. */
  among: readonly string[]
  onChange: (limit: string) => void
}

export function LimitChips({ name, value, among, onChange }: Props) {
  return (
    <fieldset className="limit-chips">
      <legend>{name}</legend>
      {among.map(limit => (
        <button key={limit} type="button" aria-pressed={limit === value} onClick={() => onChange(limit)}>
          {limit === '' ? t('不另定', 'as it is') : limitWords(limit)}
        </button>
      ))}
    </fieldset>
  )
}
