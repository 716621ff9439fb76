/** 表扬与致谢: what units were thanked for, registered by who hears of it and confirmed by the centre. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, Route, Switch, useSearch } from 'wouter'
import { type CommendationState, REGISTERS } from '../../../domain/quality/commendation.ts'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import '../forces/forces.css'
import { ThanksLine } from './ThanksLine.tsx'
import { COMMENDATION_STATE_NAMES } from './words.ts'

const ThanksForm = lazy(() => import('./ThanksForm.tsx').then(m => ({ default: m.ThanksForm })))

export function Thanks() {
  return (
    <Switch>
      <Route path="/thanks/new">
        <Suspense fallback={<Loading rows={6} />}>
          <ThanksForm />
        </Suspense>
      </Route>
      <Route component={List} />
    </Switch>
  )
}

type State = CommendationState | 'all'

/** The address may name a unit and a period: the list behind a number of the figures. */
function List() {
  const { may } = useSession()
  const search = new URLSearchParams(useSearch())
  const [state, setState] = useState<State>(search.has('unitId') ? 'confirmed' : 'all')
  const within = Object.fromEntries(
    ['unitId', 'from', 'until'].flatMap(key => (search.get(key) ? [[key, search.get(key)]] : [])),
  )
  const list = useThanks(state, within)
  const found = list.data?.pages.flatMap(p => p.commendations) ?? []
  return (
    <Page
      title={t('表扬与致谢', 'Commendations')}
      about={t('单列计分，不计入任何比率。', 'Counted apart; in no rate.')}
      actions={
        <>
          <Segmented<State>
            aria-label={t('哪些表扬', 'Which')}
            value={state}
            onChange={setState}
            options={[
              { value: 'all', label: t('全部', 'All') },
              ...(['proposed', 'confirmed', 'dismissed'] as const).map(s => ({
                value: s,
                label: nameOf(COMMENDATION_STATE_NAMES, s),
              })),
            ]}
          />
          {may(...REGISTERS) && (
            <Link to="/thanks/new">
              <Button type="primary">{t('登记表扬', 'Register')}</Button>
            </Link>
          )}
        </>
      }
    >
      <Ask of={list} isEmpty={() => found.length === 0} empty={t('没有这样的表扬。', 'There is none.')}>
        {() => (
          <>
            <ul className="force-list">
              {found.map(c => (
                <ThanksLine key={c.id} of={c} />
              ))}
            </ul>
            {list.hasNextPage && (
              <Flex justify="center" style={{ marginTop: 12 }}>
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

const useThanks = (state: State, within: Record<string, unknown>) =>
  useInfiniteQuery({
    queryKey: ['listCommendations', state, within],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listCommendations',
        {
          query: {
            limit: 50,
            ...(state !== 'all' && { state }),
            ...within,
            ...(pageParam && { after: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
