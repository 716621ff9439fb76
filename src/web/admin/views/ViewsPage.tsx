/** Who looked at whose identity, when, for what purpose: the auditor's page. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { type Answer, type Input as CallInput, call } from '../../api.ts'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'

type View = Answer<'listIdentityViews'>['views'][number]
type Filter = NonNullable<CallInput<'listIdentityViews'>['query']>

const PURPOSES: Record<string, readonly [string, string]> = {
  call: ['通话', 'in a call'],
  handling: ['办理', 'handling'],
  visit: ['回访', 'call-back'],
  reveal: ['申请查看', 'asked with a reason'],
}
const FIELDS: Record<string, readonly [string, string]> = {
  name: ['姓名', 'name'],
  phone: ['电话', 'telephone'],
  phone2: ['备用电话', 'second telephone'],
  idNumber: ['证件号', 'ID number'],
  address: ['住址', 'address'],
  content: ['原文', 'original words'],
}
const named = (names: Record<string, readonly [string, string]>, word: string): string =>
  names[word] ? t(names[word][0], names[word][1]) : word

export function ViewsPage() {
  const [filter, setFilter] = useState<Filter>({})
  const found = useInfiniteQuery({
    queryKey: ['listIdentityViews', filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listIdentityViews',
        { query: { ...filter, limit: 100, ...(pageParam && { after: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
  })
  const views = found.data?.pages.flatMap(p => p.views) ?? []
  return (
    <Page
      title={t('查看记录', 'Who looked')}
      about={t(
        '每一次查看诉求人信息都在这里；诉求人自己也能知道哪些单位看过几次。',
        'Every look at an appellant’s identity is here; the appellant can learn which units looked how often.',
      )}
    >
      <Filters filter={filter} onChange={setFilter} />
      {found.error && <Failed error={found.error} again={() => void found.refetch()} />}
      <Table<View & { key: string }>
        keyOf={v => v.key}
        name={t('查看记录', 'Who looked')}
        isLoading={found.isPending}
        rows={views.map((v, i) => ({ ...v, key: `${v.at}${i}` }))}
        empty={t('没有这样的查看记录', 'Nobody looked')}
        columns={[
          { title: t('时间', 'When'), render: v => <When at={v.at} /> },
          { title: t('谁', 'Who'), render: v => v.person?.name ?? t('（已离开）', '(gone)') },
          { title: t('单位', 'Unit'), render: v => v.unit?.name },
          { title: t('单号', 'Ticket'), render: v => <span className="number">{v.number}</span> },
          { title: t('看了什么', 'What'), render: v => named(FIELDS, v.field) },
          { title: t('用途', 'Purpose'), render: v => named(PURPOSES, v.purpose) },
          { title: t('理由', 'Reason'), field: 'reason' },
        ]}
      />
      {found.hasNextPage && (
        <Flex justify="center" style={{ marginTop: 12 }}>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('更早的', 'Earlier')}
          </Button>
        </Flex>
      )}
    </Page>
  )
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (next: Filter) => void }) {
  /** Empty values leave the filter. */
  const set = (patch: Filter) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...filter, ...patch }).filter(([, v]) => v !== undefined && v !== ''),
      ),
    )
  return (
    <Flex gap="small" wrap style={{ marginBottom: 12 }}>
      <Input.Search
        allowClear
        style={{ flex: '1 1 240px', maxWidth: 320 }}
        aria-label={t('按单号', 'By ticket')}
        placeholder={t('单号', 'Ticket number')}
        onSearch={number => set({ number })}
      />
      <div style={{ flex: '1 1 200px', maxWidth: 300 }}>
        <UnitField
          aria-label={t('按单位', 'By unit')}
          {...(filter.unitId !== undefined && { value: filter.unitId })}
          onChange={unitId => set({ unitId })}
        />
      </div>
      <Select
        allowClear
        style={{ minWidth: 140 }}
        aria-label={t('按用途', 'By purpose')}
        placeholder={t('用途', 'Purpose')}
        options={Object.entries(PURPOSES).map(([value, [zh, en]]) => ({ value, label: t(zh, en) }))}
        onChange={purpose => set({ purpose })}
      />
      <Input
        type="date"
        style={{ width: 160 }}
        aria-label={t('从哪天', 'From day')}
        onChange={e =>
          set({
            from: e.target.value ? new Date(`${e.target.value}T00:00`).toISOString() : undefined,
          } as Filter)
        }
      />
    </Flex>
  )
}
