/** The box before a row. */
import { t } from '../../text.ts'
import type { Marks } from './marks.ts'

export function Marked({ marks, of, name }: { marks: Marks; of: string; name: string }) {
  return (
    <input
      type="checkbox"
      aria-label={t(`选中 ${name}`, `Tick ${name}`)}
      checked={marks.has(of)}
      onChange={() => marks.toggle(of)}
    />
  )
}
