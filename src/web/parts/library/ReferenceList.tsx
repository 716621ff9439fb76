/** References: where each stands, what it says, and what is wrong with it. */
import { Link } from 'wouter'
import type { Answer } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { CITATION_STATE_NAMES, PLACE_NAMES, pathOf } from './words.ts'

type Reference = Answer<'listBrokenReferences'>['references'][number]

export function ReferenceList({ of }: { of: readonly Reference[] }) {
  return (
    <ul className="library-list">
      {of.map((r, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one text may refer twice alike
        <li key={i}>
          <span className="library-tag">{nameOf(PLACE_NAMES, r.place)}</span>
          {r.place === 'regulation' && r.id ? <Link to={pathOf(r.id)}>{r.name}</Link> : r.name}
          <br />
          <small>
            {r.regulation ? <Link to={pathOf(r.regulation.id, r.section)}>{r.text}</Link> : r.text}{' '}
            {r.state !== 'good' && (
              <span className="cited-wrong">{nameOf(CITATION_STATE_NAMES, r.state)}</span>
            )}
            {r.regulation?.replacedBy && r.state === 'repealed' && (
              <>
                {t('，现行的是', '; in force is ')}
                <Link to={pathOf(r.regulation.replacedBy.id)}>《{r.regulation.replacedBy.title}》</Link>
              </>
            )}
          </small>
        </li>
      ))}
    </ul>
  )
}
