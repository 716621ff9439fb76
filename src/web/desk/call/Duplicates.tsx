/** Earlier tickets that may be the same matter: looked at beside the draft before a new one is made. */
import { t } from '../../text.ts'
import { type Candidate, Why } from '../merges/Alike.tsx'

export function Duplicates({
  found,
  onOpen,
}: {
  found: readonly Candidate[]
  onOpen: (number: string) => void
}) {
  if (found.length === 0) return null
  return (
    <>
      <h2>{t('可能是同一件', 'May be the same matter')}</h2>
      <ul className="found" style={{ maxHeight: 190, overflow: 'auto' }}>
        {found.slice(0, 5).map(c => (
          <li key={c.number}>
            <button type="button" className="plain" onClick={() => onOpen(c.mergedInto ?? c.number)}>
              {c.title ?? c.number}
            </button>
            <br />
            <Why of={c} />
          </li>
        ))}
      </ul>
    </>
  )
}
