/** What the desk knows about what is being said, asked a moment after each pause in typing. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSettled } from '../../ui/settled.ts'
import { type CallDraft, placeOf, titleOf } from './draft.ts'

/** Of a text; less says too little. */
const ENOUGH = 4

export function useSuggestions(d: CallDraft) {
  const text = useSettled([d.title, d.content].filter(Boolean).join('\n').trim())
  const body = {
    text,
    ...(d.categoryId && { categoryId: d.categoryId }),
    ...(d.regionId && { regionId: d.regionId }),
  }
  return useQuery({
    queryKey: ['suggestForDraft', body],
    queryFn: ({ signal }) => call('suggestForDraft', { body }, { signal }),
    enabled: text.length >= ENOUGH,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

export function useCandidates(d: CallDraft) {
  const place = placeOf(d)
  const said = JSON.stringify({
    ...(titleOf(d) && { title: titleOf(d) }),
    ...(d.content.trim() && { content: d.content.trim() }),
    ...(d.phone.trim().length >= 7 && { phone: d.phone.trim() }),
    ...(d.categoryId && { categoryId: d.categoryId }),
    ...(place && { place }),
  })
  const settled = useSettled(said)
  return useQuery({
    queryKey: ['findCandidates', settled],
    queryFn: ({ signal }) => call('findCandidates', { body: JSON.parse(settled) }, { signal }),
    enabled: settled.length > 30,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
}

export function useArticles(words: string) {
  const q = useSettled(words.trim()).slice(0, 120)
  return useQuery({
    queryKey: ['searchKnowledge', { query: { q, limit: 6 } }],
    queryFn: ({ signal }) => call('searchKnowledge', { query: { q, limit: 6 } }, { signal }),
    enabled: q.length >= 2,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}
