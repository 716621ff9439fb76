/** The people of the reader's own unit and those below it. */
import { useQuery } from '@tanstack/react-query'
import { type Answer, call } from '../../api.ts'
import { useMine } from '../../parts/mine.ts'

export type Person = Answer<'listPeople'>['items'][number]

/** The directory comes page by page; asked once, kept for a while. */
async function everybody(signal: AbortSignal): Promise<Person[]> {
  const found: Person[] = []
  let after: string | undefined
  do {
    const page: Answer<'listPeople'> = await call(
      'listPeople',
      { query: { limit: 200, ...(after !== undefined && { after }) } },
      { signal },
    )
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return found
}

export function useColleagues() {
  const isMine = useMine()
  const people = useQuery({
    queryKey: ['listPeople', 'all'],
    queryFn: ({ signal }) => everybody(signal),
    staleTime: 60_000,
  })
  return { ...people, data: people.data?.filter(p => p.active && isMine(p.unitId)) }
}
