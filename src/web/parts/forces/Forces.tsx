/** 工作专班: those one is in or may read of; who may, sets one up. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import type { ForceState } from '../../../domain/access/task-force.ts'
import { type Answer, call } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { Cited } from '../library/Cited.tsx'
import './forces.css'
import { FORCE_STATE_NAMES } from './words.ts'

const ForcePage = lazy(() => import('./ForcePage.tsx').then(m => ({ default: m.ForcePage })))
const ForceForm = lazy(() => import('./ForceForm.tsx').then(m => ({ default: m.ForceForm })))

export function Forces() {
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <Switch>
        <Route path="/forces/new">
          <ForceForm />
        </Route>
        <Route path="/forces/:id">{({ id }) => <ForcePage key={id} id={Number(id)} />}</Route>
        <Route component={List} />
      </Switch>
    </Suspense>
  )
}

type State = ForceState | 'all'

function List() {
  const [state, setState] = useState<State>('all')
  const list = useForces(state)
  const forces = list.data?.pages.flatMap(p => p.forces) ?? []
  return (
    <Page
      title={t('工作专班', 'Task forces')}
      about={t(
        '跨单位办一件事：成员在任务范围内看得到各单位的件。',
        'One task, people of several units, and sight of what belongs to it.',
      )}
      actions={
        <>
          <Segmented<State>
            aria-label={t('哪些专班', 'Which')}
            value={state}
            onChange={setState}
            options={[
              { value: 'all', label: t('全部', 'All') },
              ...(['active', 'ended'] as const).map(s => ({ value: s, label: nameOf(FORCE_STATE_NAMES, s) })),
            ]}
          />
          {list.data?.pages[0]?.can.create && (
            <Link to="/forces/new">
              <Button type="primary">{t('成立专班', 'Set one up')}</Button>
            </Link>
          )}
        </>
      }
    >
      <Ask
        of={list}
        isEmpty={() => forces.length === 0}
        empty={t(
          '没有专班。重点难点问题涉及几个单位时，可以成立一个。',
          'There is none. Where a hard matter concerns several units, one can be set up.',
        )}
      >
        {() => (
          <>
            <ul className="force-list">
              {forces.map(f => (
                <Line key={f.id} of={f} />
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

const useForces = (state: State) =>
  useInfiniteQuery({
    queryKey: ['listTaskForces', state],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listTaskForces',
        { query: { limit: 50, ...(state !== 'all' && { state }), ...(pageParam && { after: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

function Line({ of: f }: { of: Answer<'listTaskForces'>['forces'][number] }) {
  return (
    <li>
      <Link to={`/forces/${f.id}`}>
        <strong>{f.name}</strong>
      </Link>
      <br />
      <small>
        {nameOf(FORCE_STATE_NAMES, f.state)} · {f.startsOn} {t('至', 'to')}{' '}
        {f.dissolvedOn ?? f.endsOn ?? t('撤销为止', 'until dissolved')}
        {f.mine && ` · ${t('我在其中', 'I am in it')}`}
      </small>
      <p>{f.task}</p>
      <small>
        {t('组长', 'Leader')} {f.leader ? `${f.leader.person.name}（${f.leader.unit.name}）` : '—'} ·{' '}
        {t(`${f.memberCount} 人`, `${f.memberCount} people`)} · <Cited>{f.basis}</Cited>
      </small>
    </li>
  )
}
