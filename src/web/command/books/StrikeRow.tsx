/** One ticket that waits to be struck off, and what is missing. */
import { CheckCircleFilled } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Summary } from '../../../contract/record.ts'
import { RESULT_NAMES } from '../../../domain/names.ts'
import { call } from '../../api.ts'
import { keyOf } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import { titleOf } from '../ledger/columns.tsx'

/** By number: null when it can be struck off, else why not; absent while it isn't known. */
export function useReadiness(appeals: readonly Summary[]): Map<string, string | null> {
  return useQueries({
    queries: appeals.map(({ number }) => ({
      queryKey: keyOf('openAppeal', { params: { number } }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('openAppeal', { params: { number } }, { signal }),
      staleTime: 60_000,
    })),
    combine: found =>
      new Map(
        found.flatMap(({ data }) => {
          if (!data) return []
          const no = data.can.strikeOff
          return [[data.number, no ? t(no.zh, no.en) : null] as const]
        }),
      ),
  })
}

export function StrikeRow({ appeal, missing }: { appeal: Summary; missing: string | null | undefined }) {
  return (
    <li>
      <span className="line-what">
        <Link to={`/appeals/${appeal.number}`}>{titleOf(appeal)}</Link>
        <small>
          <span className="number">{appeal.number}</span> · {appeal.leadUnit?.name} ·{' '}
          {nameOf(RESULT_NAMES, appeal.result)} · <When at={appeal.receivedAt} />
        </small>
      </span>
      <span className={missing === null ? 'is-able' : 'is-unable'}>
        {missing === undefined && <span className="bone" style={{ width: 120 }} />}
        {missing === null && (
          <>
            <CheckCircleFilled /> {t('可以销号', 'can be struck off')}
          </>
        )}
        {missing && t(`缺：${missing}`, `missing: ${missing}`)}
      </span>
    </li>
  )
}
