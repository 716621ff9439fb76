/** A list of work at the left, what is chosen of it at the right; on a phone one after the other. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Empty } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Place } from './rows.ts'

interface Props<Row> {
  title: string
  path: string
  place: Place
  /** Undefined while on their way. */
  rows: readonly Row[] | undefined
  error: Error | null
  again: () => void
  keyOf: (row: Row) => string
  line: (row: Row) => ReactNode
  /** Before the line, e.g. a box to tick. */
  mark?: (row: Row) => ReactNode
  /** Of what is open; `work` stands in its place where given. */
  pane: (key: string) => ReactNode
  work?: ReactNode
  /** Under the title: filters, and what can be done with many at once. */
  tools?: ReactNode
  /** What to say and do when nothing waits. */
  empty: ReactNode
  /** Under the last row. */
  foot?: ReactNode
}

export function Queue<Row>(props: Props<Row>) {
  const { title, place, work, pane, rows, empty } = props
  useEffect(() => {
    document.title = `${title} · ${t('一单', 'Yidan')}`
  }, [title])
  const shown = work || (place.at && pane(place.at))
  if (!place.isWide && shown)
    return (
      <div className="queue-pane">
        <h1 className="sr-only">{title}</h1>
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          style={{ minHeight: 44 }}
          onClick={() => place.open(undefined)}
        >
          {title}
        </Button>
        {shown}
      </div>
    )
  return (
    <div className="queue">
      <Side {...props} />
      {place.isWide && (
        <section className="queue-pane" aria-label={t('所选的一件', 'What is chosen')}>
          {shown ?? (rows && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />)}
        </section>
      )}
    </div>
  )
}

function Side<Row>({
  title,
  path,
  place,
  rows,
  error,
  again,
  keyOf,
  line,
  mark,
  tools,
  empty,
  foot,
}: Props<Row>) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (place.at) list.current?.querySelector('a[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [place.at])
  return (
    <section className="queue-side" aria-label={title}>
      <div className="queue-head">
        <h1>
          {title}{' '}
          {rows && (
            <span className="small" role="status">
              {t(`${rows.length} 件`, `${rows.length}`)}
            </span>
          )}
        </h1>
        {tools}
      </div>
      {error && <Failed error={error} again={again} />}
      {!rows && !error && <Loading rows={8} />}
      {rows?.length === 0 && !place.isWide && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />
      )}
      {rows && rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <ul ref={list} className="queue-rows" tabIndex={0} aria-label={title}>
          {rows.map(row => (
            <li key={keyOf(row)} className="queue-row">
              {mark && <span className="mark">{mark(row)}</span>}
              <Link
                to={`${path}/${keyOf(row)}`}
                replace={place.isWide}
                aria-current={place.at === keyOf(row) ? 'true' : undefined}
              >
                {line(row)}
              </Link>
            </li>
          ))}
          {foot}
        </ul>
      )}
    </section>
  )
}
