/** 政策文件库: everything the city's rules refer to, to search and to read; keepers add and mend. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Input, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import type { RegulationState } from '../../../domain/knowledge/regulation.ts'
import { type Answer, call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { useSettled } from '../../ui/settled.ts'
import './library.css'
import { pathOf, REGULATION_STATE_NAMES, SCOPE_NAMES } from './words.ts'

const RegulationPage = lazy(() => import('./RegulationPage.tsx').then(m => ({ default: m.RegulationPage })))
const RegulationForm = lazy(() => import('./RegulationForm.tsx').then(m => ({ default: m.RegulationForm })))
const Broken = lazy(() => import('./BrokenReferences.tsx').then(m => ({ default: m.BrokenReferences })))

export function Library() {
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <Switch>
        <Route path="/policies/new">
          <RegulationForm />
        </Route>
        <Route path="/policies/broken" component={Broken} />
        <Route path="/policies/:id">{({ id }) => <RegulationPage key={id} id={Number(id)} />}</Route>
        <Route component={List} />
      </Switch>
    </Suspense>
  )
}

type State = RegulationState | 'all'

function List() {
  const { may } = useSession()
  const [words, setWords] = useState('')
  const [state, setState] = useState<State>('all')
  const q = useSettled(words.trim())
  const list = useRegulations(q, state)
  const found = list.data?.pages.flatMap(p => p.regulations) ?? []
  return (
    <Page
      title={t('政策文件', 'Policy documents')}
      about={t(
        '办事和派单的依据，写明哪一条就能打开哪一条。',
        'What everything is based on, down to the article.',
      )}
      actions={
        may('knowledge.edit') && (
          <>
            <Link to="/policies/broken">
              <Button>{t('失效引用', 'Broken references')}</Button>
            </Link>
            <Link to="/policies/new">
              <Button type="primary">{t('收录文件', 'Add a document')}</Button>
            </Link>
          </>
        )
      }
    >
      <Flex gap="small" wrap style={{ marginBottom: 12 }}>
        <Input.Search
          type="search"
          style={{ flex: '1 1 240px', maxWidth: 420 }}
          aria-label={t('查政策文件', 'Search')}
          placeholder={t('标题、文号或正文里的话', 'Title, number or words of the text')}
          value={words}
          onChange={e => setWords(e.target.value)}
        />
        <Segmented<State>
          aria-label={t('效力', 'Validity')}
          value={state}
          onChange={setState}
          options={[
            { value: 'all', label: t('全部', 'All') },
            ...(['inForce', 'coming', 'repealed'] as const).map(s => ({
              value: s,
              label: nameOf(REGULATION_STATE_NAMES, s),
            })),
          ]}
        />
      </Flex>
      <Ask
        of={list}
        isEmpty={() => found.length === 0}
        empty={
          q
            ? t('没有找到，换个说法试试。', 'Nothing found; try other words.')
            : t('这里还没有政策文件。', 'There is no policy document here yet.')
        }
      >
        {() => (
          <>
            <ul className="library-list">
              {found.map(r => (
                <Line key={r.id} of={r} />
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

const useRegulations = (q: string, state: State) =>
  useInfiniteQuery({
    queryKey: ['listRegulations', q, state],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listRegulations',
        {
          query: {
            limit: 50,
            ...(q && { q }),
            ...(state !== 'all' && { state }),
            ...(pageParam && { after: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

function Line({ of: r }: { of: Answer<'listRegulations'>['regulations'][number] }) {
  return (
    <li>
      <span className={`library-tag is-${r.state}`}>{nameOf(REGULATION_STATE_NAMES, r.state)}</span>
      <Link to={pathOf(r.id, r.section)}>
        <strong>{r.title}</strong>
      </Link>
      <br />
      <small>
        {[r.number, r.issuer, r.issuedOn, nameOf(SCOPE_NAMES, r.scope)].filter(Boolean).join(' · ')}
      </small>
      {r.section && (
        <p>
          {r.section}{' '}
          {r.snippet.map((s, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
            s.hit ? <mark key={i}>{s.text}</mark> : <span key={i}>{s.text}</span>,
          )}
        </p>
      )}
    </li>
  )
}
