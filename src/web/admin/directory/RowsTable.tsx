/** The rows of one part of the directory, as a tree where they stand below one another. */
import { Button, Flex, Tag } from 'antd'
import { useMemo } from 'react'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import type { FieldSpec, PartSpec } from './parts.ts'
import { type Row, useCoded, useRows } from './rows.ts'
import { wordOf } from './words.ts'

interface Props {
  part: PartSpec
  words: string
  /** Null where rows can't be changed. */
  onOpen: ((row: Row) => void) | null
}

export function RowsTable({ part, words, onOpen }: Props) {
  const { rows, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useRows(
    part,
    words,
  )
  const coded = useCoded()
  const columns: Column<Row>[] = useMemo(
    () => [
      {
        title: t('代码', 'Code'),
        className: 'number',
        render: row => {
          const code = String(row[part.id])
          return onOpen ? (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row)}>
              {code}
            </Button>
          ) : (
            code
          )
        },
      },
      ...part.fields
        .filter(f => !f.hidden)
        .map(f => ({
          title: t(f.zh, f.en),
          render: (row: Row) => shown(f, row, part, coded),
        })),
    ],
    [part, coded, onOpen],
  )
  const below = useMemo(() => rowsBelow(rows), [rows])
  if (error) return <Failed error={error} again={() => void refetch()} />
  const asTree = part.tree && words === ''
  return (
    <>
      <Table<Row>
        key={`${part.key}-${rows.length > 0}`}
        name={t(part.zh, part.en)}
        keyOf={row => row.id as number}
        isLoading={isPending}
        columns={columns}
        rows={asTree ? (below.get(null) ?? []) : rows}
        {...(asTree && { below: (row: Row) => below.get(row.id) ?? [] })}
        {...(!part.paged && { page: 100 })}
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

/** The rows below each, under null those at the top; whose parent isn't there stands at the top, too. */
function rowsBelow(rows: readonly Row[]): Map<unknown, Row[]> {
  const ids = new Set(rows.map(r => r.id))
  return Map.groupBy(rows, r => (ids.has(r.parentId) ? r.parentId : null))
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
