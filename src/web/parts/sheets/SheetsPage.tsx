/** 督办单台账: the sheets one may see – those that wait, and all there were –, each leading to its ticket. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { SheetView } from '../../../contract/supervision.ts'
import { RECIPIENT_STAGE_NAMES, SHEET_NAMES, SHEET_STAGE_NAMES } from '../../../domain/names.ts'
import { addressOf, call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Until, When } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'
import './sheets.css'

type State = 'open' | 'proposed' | 'all'

export function SheetsPage() {
  const { may } = useSession()
  const [state, setState] = useState<State>('open')
  const list = useSheets(state)
  const sheets = list.data?.pages.flatMap(p => p.sheets) ?? []
  const states: { value: State; label: string }[] = [
    { value: 'open', label: t('在办', 'Open') },
    ...(may('sheet.issue') ? [{ value: 'proposed' as const, label: t('待发', 'To be issued') }] : []),
    { value: 'all', label: t('全部', 'All') },
  ]
  return (
    <Page
      title={t('督办单', 'Sheets')}
      about={t(
        '发出的七单：谁签收了，谁还没有反馈。',
        'The seven sheets: who has signed, who still owes an answer.',
      )}
      actions={
        <Segmented
          aria-label={t('哪些督办单', 'Which sheets')}
          value={state}
          onChange={value => setState(value as State)}
          options={states}
        />
      }
    >
      <Ask of={list} isEmpty={() => sheets.length === 0} empty={EMPTY[state]()}>
        {() => (
          <>
            <ul className="sheets">
              {sheets.map(sheet => (
                <SheetLine key={`${sheet.number}/${sheet.no}`} sheet={sheet} />
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
    </Page>
  )
}

const EMPTY: Record<State, () => string> = {
  open: () => t('没有在办的督办单。', 'No sheet is open.'),
  proposed: () => t('没有等您决定的督办单。', 'No sheet waits for your decision.'),
  all: () => t('还没有发过督办单。', 'No sheet was issued yet.'),
}

const useSheets = (state: State) =>
  useInfiniteQuery({
    queryKey: ['listSheets', state],
    queryFn: ({ pageParam, signal }) =>
      call('listSheets', { query: { state, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

function SheetLine({ sheet }: { sheet: SheetView }) {
  return (
    <li className={`sheet sheet-${sheet.kind}`}>
      <Link to={`/appeals/${sheet.number}`}>
        <strong>{sheet.sheetNumber ?? nameOf(SHEET_NAMES, sheet.kind)}</strong>{' '}
        <span>{sheet.title ?? t('（内容不公开）', '(content withheld)')}</span>
      </Link>
      <small>
        {nameOf(SHEET_NAMES, sheet.kind)} · {nameOf(SHEET_STAGE_NAMES, sheet.stage)} ·{' '}
        <When at={sheet.issuedAt ?? sheet.proposedAt ?? ''} />
        {sheet.documentId !== null && (
          <>
            {' · '}
            <a
              href={addressOf('openDocumentPdf', { params: { id: sheet.documentId } })}
              target="_blank"
              rel="noreferrer"
              aria-label={t(`看原单 ${sheet.sheetNumber}`, `See the paper ${sheet.sheetNumber}`)}
            >
              {t('看原单', 'See the paper')}
            </a>
          </>
        )}
      </small>
      <ul>
        {sheet.recipients
          .filter(r => r.role !== 'copy')
          .map(r => (
            <li key={r.no}>
              {r.endedAt === null && <Light light={r.light} bare />} {r.unit.name}{' '}
              {nameOf(RECIPIENT_STAGE_NAMES, r.stage)}{' '}
              {r.endedAt === null && r.dueAt && <Until at={r.dueAt} />}
            </li>
          ))}
      </ul>
    </li>
  )
}
