/** The rows of one part of the directory, as a tree where they stand below one another. */
import { Button, Flex, Table, type TableColumnsType, Tag } from 'antd'
import { useMemo } from 'react'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { FieldSpec, PartSpec } from './parts.ts'
import { type Row, useCoded, useRows } from './rows.ts'
import { wordOf } from './words.ts'

interface Props {
  part: PartSpec
  words: string
  /** Null where rows can't be changed. */
  onOpen: ((row: Row) => void) | null
}

interface Branch extends Row {
  children?: Branch[]
}

export function RowsTable({ part, words, onOpen }: Props) {
  const { rows, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useRows(
    part,
    words,
  )
  const coded = useCoded()
  const columns: TableColumnsType<Branch> = useMemo(
    () => [
      {
        title: t('代码', 'Code'),
        dataIndex: part.id,
        className: 'number',
        render: (code: string, row) =>
          onOpen ? (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row)}>
              {code}
            </Button>
          ) : (
            code
          ),
      },
      ...part.fields
        .filter(f => !f.hidden)
        .map(f => ({
          key: f.name,
          title: t(f.zh, f.en),
          render: (_: unknown, row: Branch) => shown(f, row, part, coded),
        })),
    ],
    [part, coded, onOpen],
  )
  if (error) return <Failed error={error} again={() => void refetch()} />
  const asTree = part.tree && words === ''
  return (
    <>
      <Table<Branch>
        rowKey="id"
        size="small"
        loading={isPending}
        columns={columns}
        dataSource={asTree ? treeRows(rows) : rows}
        pagination={part.paged ? false : { pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        expandable={{ defaultExpandedRowKeys: topOf(rows) }}
        key={`${part.key}-${rows.length > 0}`}
      />
      {hasNextPage && (
        <Flex justify="center" style={{ marginTop: 12 }}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('更多', 'More')}
          </Button>
        </Flex>
      )}
    </>
  )
}

const topOf = (rows: readonly Row[]): number[] =>
  rows.filter(r => r.parentId === null).map(r => r.id as number)

function treeRows(rows: readonly Row[]): Branch[] {
  const branches = new Map(rows.map(r => [r.id, { ...r } as Branch]))
  const top: Branch[] = []
  for (const branch of branches.values()) {
    const parent = branches.get(branch.parentId)
    if (!parent) top.push(branch)
    else parent.children = [...(parent.children ?? []), branch]
  }
  return top
}

function shown(field: FieldSpec, row: Row, part: PartSpec, coded: ReturnType<typeof useCoded>) {
  if (field.kind === 'code') {
    const id = row[field.from!]
    return coded[field.of!].find(c => c.id === id)?.name ?? ''
  }
  const value = part.read ? part.read(row, field.name) : row[field.name]
  if (field.kind === 'switch') return value ? t('是', 'yes') : <Tag>{t('停用', 'out of use')}</Tag>
  if (field.kind === 'choice') return wordOf(value)
  if (Array.isArray(value)) return value.slice(0, 6).join('、')
  return value === null || value === undefined ? '' : String(value)
}
