/** 来访: the list behind the numbers of contacts, by period and outcome. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearch } from 'wouter'
import { CONTACT_OUTCOME_NAMES, INTENT_NAMES, MATTER_NAMES } from '../../../domain/names.ts'
import { call, type Input } from '../../api.ts'
import { useChannels, useNames } from '../../parts/directory.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Scrolls } from '../../ui/Scrolls.tsx'
import { When } from '../../ui/When.tsx'

type Query = NonNullable<Input<'listContacts'>['query']>
type Key = 'from' | 'to' | 'outcome'

export function Contacts() {
  const asked = new URLSearchParams(useSearch())
  const query = Object.fromEntries(
    (['from', 'to', 'outcome'] as Key[]).flatMap(k => (asked.get(k) ? [[k, asked.get(k)]] : [])),
  ) as Query
  const list = useInfiniteQuery({
    queryKey: ['listContacts', { query }, 'all'],
    queryFn: ({ signal, pageParam }) =>
      call(
        'listContacts',
        { query: { ...query, limit: 200, ...(pageParam && { after: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
  const channel = useNames(useChannels())
  const contacts = list.data?.pages.flatMap(p => p.contacts) ?? []
  return (
    <Page
      title={t('来访', 'Contacts')}
      about={
        <>
          {query.from && <When at={query.from} />} – {query.to && <When at={query.to} />}{' '}
          {nameOf(CONTACT_OUTCOME_NAMES, query.outcome)}{' '}
          {list.data &&
            t(
              `${contacts.length}${list.hasNextPage ? '+' : ''} 次`,
              `${contacts.length}${list.hasNextPage ? '+' : ''}`,
            )}
        </>
      }
    >
      <Ask
        of={list}
        isEmpty={() => contacts.length === 0}
        empty={t('这段时间没有来访。', 'Nobody came in this time.')}
      >
        {() => (
          <Scrolls name={t('来访', 'Contacts')}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('时间', 'When')}</th>
                  <th scope="col">{t('渠道', 'Channel')}</th>
                  <th scope="col">{t('来意', 'Intent')}</th>
                  <th scope="col">{t('类型', 'Kind')}</th>
                  <th scope="col">{t('结果', 'Outcome')}</th>
                  <th scope="col">{t('单号', 'Ticket')}</th>
                </tr>
              </thead>
              <tbody>
                {contacts.map(c => (
                  <tr key={c.id}>
                    <th scope="row">
                      <When at={c.at} />
                    </th>
                    <td>{channel(c.channelId)}</td>
                    <td>{nameOf(INTENT_NAMES, c.intent)}</td>
                    <td>{nameOf(MATTER_NAMES, c.kind)}</td>
                    <td>{nameOf(CONTACT_OUTCOME_NAMES, c.outcome)}</td>
                    <td>
                      {c.appeal && (
                        <Link to={`/appeals/${c.appeal}`} className="number">
                          {c.appeal}
                        </Link>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
        )}
      </Ask>
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('更早的', 'Earlier')}
        </Button>
      )}
    </Page>
  )
}
