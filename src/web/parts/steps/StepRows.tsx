/** What stands on the steps, the most urgent first: what it is, who owes what until when, and the acts at hand. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Tag } from 'antd'
import { Link } from 'wouter'
import type { StepRow } from '../../../contract/steps.ts'
import { LEVEL_NAMES, SHEET_NAMES } from '../../../domain/names.ts'
import { call } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Until, When } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'
import type { StepFilter } from './filter.ts'
import { AMISS_NAMES, LEDGER_KIND_NAMES, OWED_NAMES, STEP_NAMES } from './names.ts'
import { RowActs } from './RowActs.tsx'

const PAGE = 40

export function StepRows({ filter }: { filter: StepFilter }) {
  const list = useInfiniteQuery({
    queryKey: ['listLedgerSteps', filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listLedgerSteps',
        { query: { ...filter, limit: PAGE, ...(pageParam && { after: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
  const rows = list.data?.pages.flatMap(p => p.rows) ?? []
  return (
    <Ask
      of={list}
      rows={8}
      isEmpty={() => rows.length === 0 && !list.hasNextPage}
      empty={t('这里没有在账事项。', 'Nothing stands here.')}
    >
      {() => (
        <>
          <ul className="steps-rows">
            {rows.map(row => (
              <Row key={`${row.number}/${row.sheet?.no ?? 0}/${row.sheet?.recipientNo ?? 0}`} row={row} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Flex justify="center">
              <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
                {t('再看一些', 'More')}
              </Button>
            </Flex>
          )}
        </>
      )}
    </Ask>
  )
}

const titleOf = ({ title, sheet }: StepRow): string => {
  const about = title ?? t('（内容不公开）', '(content withheld)')
  return sheet ? `${sheet.number ?? nameOf(SHEET_NAMES, sheet.kind)}：${about}` : about
}

function Row({ row }: { row: StepRow }) {
  const { owes } = row
  return (
    <li className={`steps-row is-${row.light}`}>
      <span className="steps-what">
        <Link to={`/appeals/${row.number}`}>{titleOf(row)}</Link>
        <small>
          {row.sheet ? nameOf(SHEET_NAMES, row.sheet.kind) : nameOf(LEDGER_KIND_NAMES, row.kind)}
          {row.leadUnit && ` · ${row.leadUnit.name}`}
          {row.person && ` · ${row.person.name}`} · <When at={row.receivedAt} />
        </small>
      </span>
      <span className="steps-step">
        {row.step ? nameOf(STEP_NAMES, row.step) : t('已了结', 'Over')}
        {row.level !== 'general' && <Tag color="red">{nameOf(LEVEL_NAMES, row.level)}</Tag>}
        {row.amiss.map(a => (
          <small key={a} className="late-red">
            {nameOf(AMISS_NAMES, a)}
          </small>
        ))}
      </span>
      <span className="steps-owes">
        {owes && (
          <>
            <Light light={owes.light} bare /> {owes.unit.name}{' '}
            {t(`欠：${nameOf(OWED_NAMES, owes.act)}`, `owes ${nameOf(OWED_NAMES, owes.act)}`)}
            {owes.dueAt && (
              <small>
                <Until at={owes.dueAt} />
              </small>
            )}
          </>
        )}
        {row.dueAt && row.dueAt !== owes?.dueAt && (
          <small>
            <Light light={row.light} bare /> {t('总时限', 'in all')} <Until at={row.dueAt} />
          </small>
        )}
      </span>
      <RowActs row={row} />
    </li>
  )
}
