/** 典型案例: what was done well, told without a name; written up from a struck-off matter, approved by somebody else. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Flex, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import type { CaseState } from '../../../domain/quality/typical-case.ts'
import { type Answer, call } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'
import '../forces/forces.css'

const CaseForm = lazy(() => import('./CaseForm.tsx').then(m => ({ default: m.CaseForm })))
type State = CaseState | 'all'
export type Case = Answer<'listCases'>['cases'][number]

export const CASE_STATE_NAMES: Record<CaseState, readonly [zh: string, en: string]> = {
  draft: ['待审批', 'to be approved'],
  inside: ['内部学习', 'for the staff'],
  public: ['已公开', 'public'],
  withdrawn: ['已撤下', 'withdrawn'],
}

export function Cases() {
  return (
    <Switch>
      <Route path="/cases/new">
        <Suspense fallback={<Loading rows={6} />}>
          <CaseForm />
        </Suspense>
      </Route>
      <Route component={List} />
    </Switch>
  )
}

function List() {
  const [state, setState] = useState<State>('all')
  const [editing, setEditing] = useState<Case | null>(null)
  const list = useCases(state)
  const cases = list.data?.pages.flatMap(p => p.cases) ?? []
  const writes = list.data?.pages[0]?.can.write
  if (editing)
    return (
      <Suspense fallback={<Loading rows={6} />}>
        <CaseForm of={editing} onClose={() => setEditing(null)} />
      </Suspense>
    )
  return (
    <Page
      title={t('典型案例', 'Typical cases')}
      about={t(
        '从已销号的件里选，隐去姓名地址，审批后发布。',
        'Chosen among struck-off matters, without names, approved before they are shown.',
      )}
      actions={
        <>
          {writes && (
            <Segmented<State>
              aria-label={t('哪些案例', 'Which')}
              value={state}
              onChange={setState}
              options={[
                { value: 'all', label: t('全部', 'All') },
                ...(['draft', 'inside', 'public', 'withdrawn'] as const).map(s => ({
                  value: s,
                  label: nameOf(CASE_STATE_NAMES, s),
                })),
              ]}
            />
          )}
          {writes && (
            <Link to="/cases/new">
              <Button type="primary">{t('选一个案例', 'Write one up')}</Button>
            </Link>
          )}
        </>
      }
      narrow
    >
      <Ask of={list} isEmpty={() => cases.length === 0} empty={t('还没有案例。', 'There is no case yet.')}>
        {() => (
          <>
            <ul className="force-notes">
              {cases.map(c => (
                <Line key={c.id} of={c} onEdit={() => setEditing(c)} />
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

const useCases = (state: State) =>
  useInfiniteQuery({
    queryKey: ['listCases', state],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listCases',
        { query: { limit: 20, ...(state !== 'all' && { state }), ...(pageParam && { after: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

function Line({ of: c, onEdit }: { of: Case; onEdit: () => void }) {
  const parts = [
    [t('诉求', 'The matter'), c.situation],
    [t('做法', 'What was done'), c.handling],
    [t('成效', 'What came of it'), c.outcome],
    [t('启示', 'What to learn'), c.lesson],
  ] as const
  return (
    <li>
      <h2 style={{ fontSize: 16, margin: 0 }}>{c.title}</h2>
      <small>
        {[c.unit.name, c.category?.name, nameOf(CASE_STATE_NAMES, c.state), c.writtenBy?.name]
          .filter(Boolean)
          .join(' · ')}{' '}
        <When at={c.writtenAt} />{' '}
        {c.number && <Link to={`/appeals/${c.number}`}>{t('原件', 'the ticket')}</Link>}
      </small>
      {parts.map(
        ([name, text]) =>
          text && (
            <p key={name}>
              <strong>{name} </strong>
              {text}
            </p>
          ),
      )}
      {(c.can.edit || c.can.approve) && <Acts of={c} onEdit={onEdit} />}
    </li>
  )
}

function Acts({ of: c, onEdit }: { of: Case; onEdit: () => void }) {
  const { message } = App.useApp()
  const publish = useAct('publishCase', () => message.success(t('已办', 'Done')))
  const to = (state: 'inside' | 'public' | 'withdrawn') =>
    publish.mutate({ input: { params: { id: c.id }, body: { to: state } }, ifMatch: c.version })
  return (
    <Flex gap="small" wrap style={{ marginTop: 8 }}>
      {publish.error && <Failed error={publish.error} />}
      {c.can.edit && (
        <Button size="small" onClick={onEdit}>
          {t('修改', 'Edit')}
        </Button>
      )}
      {c.can.approve && c.state !== 'inside' && (
        <Button size="small" loading={publish.isPending} onClick={() => to('inside')}>
          {t('批准内部学习', 'Approve for the staff')}
        </Button>
      )}
      {c.can.approve && c.state !== 'public' && (
        <Button size="small" type="primary" loading={publish.isPending} onClick={() => to('public')}>
          {t('批准公开', 'Approve for citizens')}
        </Button>
      )}
      {c.can.approve && (c.state === 'inside' || c.state === 'public') && (
        <Button size="small" loading={publish.isPending} onClick={() => to('withdrawn')}>
          {t('撤下', 'Withdraw')}
        </Button>
      )}
    </Flex>
  )
}
