/** 公文档案: what was issued, to whom, with its files; and the way to a new paper. */
import {
  FileAddOutlined,
  FilePdfOutlined,
  FileWordOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { DOCUMENT_KINDS, DOCUMENT_NAMES, type DocumentKind } from '../../../domain/documents/kinds.ts'
import { type Answer, addressOf, call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Scrolls } from '../../ui/Scrolls.tsx'
import { SealDialog } from './SealDialog.tsx'

type Line = Answer<'listDocuments'>['documents'][number]
type Which = DocumentKind | 'sheets' | 'papers'

const KINDS = [
  { value: 'sheets' as Which, label: t('七单', 'The seven sheets') },
  { value: 'papers' as Which, label: t('文件', 'Papers') },
  ...DOCUMENT_KINDS.map(kind => ({ value: kind as Which, label: nameOf(DOCUMENT_NAMES, kind) })),
]

export function Documents() {
  const { may } = useSession()
  const [kind, setKind] = useState<Which>()
  const [q, setQ] = useState('')
  const [isSeal, setSeal] = useState(false)
  const list = useDocuments(kind, q)
  const documents = list.data?.pages.flatMap(p => p.documents) ?? []
  return (
    <Page
      title={t('公文', 'Documents')}
      about={t(
        '已印发的单和文件，原样存档，随时可取。',
        'Sheets and papers that were issued, kept as they were.',
      )}
      actions={
        <>
          {may('document.seal') && (
            <Button icon={<SafetyCertificateOutlined />} onClick={() => setSeal(true)}>
              {t('印章', 'Seal')}
            </Button>
          )}
          {may('document.issue') && (
            <Link to="/documents/new">
              <Button type="primary" icon={<FileAddOutlined />} tabIndex={-1}>
                {t('新建公文', 'New paper')}
              </Button>
            </Link>
          )}
        </>
      }
    >
      <Flex vertical gap="middle">
        <Flex wrap gap="small">
          <Select<Which>
            allowClear
            aria-label={t('种类', 'Kind')}
            placeholder={t('全部种类', 'All kinds')}
            style={{ width: 190 }}
            options={KINDS}
            onChange={setKind}
          />
          <Input.Search
            allowClear
            aria-label={t('文号或标题', 'Number or title')}
            placeholder={t('文号或标题', 'Number or title')}
            style={{ width: 260 }}
            maxLength={100}
            onSearch={setQ}
          />
        </Flex>
        <Ask
          of={list}
          rows={8}
          isEmpty={() => documents.length === 0}
          empty={t('没有找到公文。', 'No document was found.')}
        >
          {() => <Lines documents={documents} />}
        </Ask>
        {list.hasNextPage && (
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('更早的', 'Earlier')}
          </Button>
        )}
      </Flex>
      {isSeal && <SealDialog onClose={() => setSeal(false)} />}
    </Page>
  )
}

function useDocuments(kind: Which | undefined, q: string) {
  const query = { limit: 30, ...(kind && { kind }), ...(q.trim() && { q: q.trim() }) }
  return useInfiniteQuery({
    queryKey: ['listDocuments', { query }],
    queryFn: ({ signal, pageParam }) =>
      call('listDocuments', { query: { ...query, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
}

function Lines({ documents }: { documents: readonly Line[] }) {
  return (
    <Scrolls name={t('公文', 'Documents')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('文号', 'Number')}</th>
            <th scope="col">{t('标题', 'Title')}</th>
            <th scope="col">{t('种类', 'Kind')}</th>
            <th scope="col">{t('印发日期', 'Issued on')}</th>
            <th scope="col">{t('收文单位', 'Sent to')}</th>
            <th scope="col">{t('文件', 'Files')}</th>
          </tr>
        </thead>
        <tbody>
          {documents.map(d => (
            <tr key={d.id}>
              <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {d.number}
              </th>
              <td>{d.title}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{nameOf(DOCUMENT_NAMES, d.kind)}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{d.issuedOn}</td>
              <td>{d.recipients.map(r => r.name).join('、')}</td>
              <td>
                <Files document={d} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  )
}

function Files({ document: { id, number } }: { document: Line }) {
  const params = { id }
  return (
    <Flex gap="small" style={{ whiteSpace: 'nowrap' }}>
      <a
        href={addressOf('openDocumentPdf', { params })}
        target="_blank"
        rel="noreferrer"
        aria-label={`${number} PDF`}
      >
        <FilePdfOutlined /> PDF
      </a>
      <a href={addressOf('openDocumentWord', { params })} download aria-label={`${number} Word`}>
        <FileWordOutlined /> Word
      </a>
    </Flex>
  )
}
