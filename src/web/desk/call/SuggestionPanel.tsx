/** The suggested category and units, with the words and rules they come from. */
import type { UseQueryResult } from '@tanstack/react-query'
import { ROLE_IN_MATTER_NAMES } from '../../../domain/names.ts'
import type { Answer } from '../../api.ts'
import { useCategories, useNames } from '../../parts/directory.ts'
import { nameOf, t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { Reasons } from '../dispatch/reasons.tsx'
import type { Calling } from './use-call.ts'

interface Props {
  calling: Calling
  suggestions: UseQueryResult<Answer<'suggestForDraft'>, Error>
}

export function SuggestionPanel({ calling: { draft, set }, suggestions }: Props) {
  const category = useNames(useCategories())
  const { data, error } = suggestions
  const categories = draft.categoryId === null ? (data?.categories ?? []) : []
  const take = () => categories[0] && set({ categoryId: categories[0].categoryId })
  useOffer([
    { key: 'category', label: t('采用推荐分类', 'Take the suggested category'), chord: 'Alt+C', run: take },
  ])
  return (
    <>
      <h2>{t('推荐分类与单位', 'Suggested category and units')}</h2>
      {error && <Failed error={error} />}
      {!data && !error && <p className="small">{t('边写边推荐。', 'Suggested as you type.')}</p>}
      {categories.length > 0 && (
        <p style={{ display: 'flex', gap: 6, flexWrap: 'wrap', margin: '0 0 6px' }}>
          {categories.slice(0, 4).map((c, i) => (
            <button
              key={c.categoryId}
              type="button"
              className="chip"
              onClick={() => set({ categoryId: c.categoryId })}
            >
              {category(c.categoryId)}
              <span className="small">{c.words.join('、')}</span>
              {i === 0 && <Key of="Alt+C" />}
            </button>
          ))}
        </p>
      )}
      <ul className="found">
        {data?.units.slice(0, 3).map(u => (
          <li key={u.unitId}>
            {u.name} <span className="small">{nameOf(ROLE_IN_MATTER_NAMES, u.role)}</span>
            <br />
            <Reasons of={u.reasons} />
          </li>
        ))}
      </ul>
    </>
  )
}
