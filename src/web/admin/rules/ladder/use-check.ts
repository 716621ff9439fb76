/** What the server says against rules in the making, a moment after they were changed, by place. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../api.ts'
import type { Rules } from '../../../parts/directory.ts'
import { lang, t } from '../../../text.ts'

/** So long after the last keystroke, in milliseconds. */
const PAUSE = 400

export interface Checked {
  /** At `supervision.ladder.3.after`, or at anything below it; null when all is well there. */
  at: (path: string) => string | null
  /** How many there are; null before the first answer. */
  count: number | null
  error: Error | null
}

export function useCheck(rules: Rules): Checked {
  const [asked, setAsked] = useState(rules)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(rules), PAUSE)
    return () => clearTimeout(timer)
  }, [rules])
  const { data, error } = useQuery({
    queryKey: ['checkRules', asked],
    queryFn: ({ signal }) => call('checkRules', { body: { rules: asked } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const problems = data?.problems ?? []
  return {
    at: path => {
      const found = problems.find(p => p.path === path || p.path.startsWith(`${path}.`))
      if (!found) return null
      return lang === 'en' ? found.message : (found.zh ?? t(`这样写不行：${found.message}`, found.message))
    },
    count: data ? problems.length : null,
    error,
  }
}
