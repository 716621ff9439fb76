/** Beside the words: whose matter it seems to be and why, what the knowledge base says, and what may be the same matter. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '../../api.ts'
import { t } from '../../text.ts'
import { ArticlePanel } from './ArticlePanel.tsx'
import { Duplicates } from './Duplicates.tsx'
import { EarlierOpened } from './EarlierOpened.tsx'
import { SuggestionPanel } from './SuggestionPanel.tsx'
import type { Calling } from './use-call.ts'

interface Props {
  calling: Calling
  suggestions: UseQueryResult<Answer<'suggestForDraft'>, Error>
  candidates: UseQueryResult<Answer<'findCandidates'>, Error>
  /** The number of the earlier ticket that is looked at. */
  opened: string | null
  onOpen: (number: string | null) => void
}

export function Advice({ calling, suggestions, candidates, opened, onOpen }: Props) {
  return (
    <section aria-label={t('参考', 'Advice')}>
      {opened ? (
        <EarlierOpened number={opened} calling={calling} onClose={() => onOpen(null)} />
      ) : (
        <>
          <Duplicates found={candidates.data?.candidates ?? []} onOpen={onOpen} />
          <SuggestionPanel calling={calling} suggestions={suggestions} />
          <ArticlePanel calling={calling} />
        </>
      )}
    </section>
  )
}
