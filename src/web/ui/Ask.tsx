/** Shows an answer, or that it is on its way, refused, failed, or that there is nothing. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Empty } from 'antd'
import type { ReactNode } from 'react'
import { Failed } from './Failed.tsx'
import { Loading } from './Loading.tsx'

interface Props<T> {
  of: UseQueryResult<T, Error>
  children: (answer: T) => ReactNode
  /** Is there nothing to show in this answer? */
  isEmpty?: (answer: T) => boolean
  /** What is said then; say what to do, where there is something to do. */
  empty?: ReactNode
  rows?: number
}

export function Ask<T>({ of, children, isEmpty, empty, rows }: Props<T>) {
  if (of.data === undefined)
    return of.error ? <Failed error={of.error} again={() => of.refetch()} /> : <Loading rows={rows ?? 4} />
  return (
    <>
      {of.error && <Failed error={of.error} again={() => of.refetch()} />}
      {isEmpty?.(of.data) ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />
      ) : (
        children(of.data)
      )}
    </>
  )
}
