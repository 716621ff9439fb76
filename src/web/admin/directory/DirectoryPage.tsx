/** The directory: units, people, enterprises, categories, channels, places – looked up and changed row by row. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Input, Select, Tabs } from 'antd'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Page } from '../../ui/Page.tsx'
import { useWide } from '../../ui/wide.ts'
import { PARTS } from './parts.ts'
import { RowsTable } from './RowsTable.tsx'
import type { Row } from './rows.ts'

const RowForm = lazy(() => import('./RowForm.tsx').then(m => ({ default: m.RowForm })))

export function DirectoryPage() {
  const [, go] = useLocation()
  const { may } = useSession()
  const named = useParams()['*']
  const part = PARTS.find(p => p.key === named) ?? PARTS[0]!
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<Row | 'new' | null>(null)
  const sought = useDeferredValue(words)
  const mayEdit = may('directory.edit')
  const isWide = useWide(992)
  const goTo = (key: string) => {
    setWords('')
    go(`/directory/${key}`)
  }
  return (
    <Page
      title={t('名录', 'Directory')}
      about={
        mayEdit
          ? t('点代码修改', 'Click a code to change its row')
          : t('您可以查看；修改由系统管理员进行', 'You may read it; the system administrator changes it')
      }
      actions={
        mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t(`新增${part.zh}`, `Add to ${part.en.toLowerCase()}`)}
          </Button>
        )
      }
    >
      {isWide ? (
        <Tabs
          activeKey={part.key}
          onChange={goTo}
          items={PARTS.map(p => ({ key: p.key, label: t(p.zh, p.en) }))}
        />
      ) : (
        <Select
          aria-label={t('名录的哪一部分', 'Which part of the directory')}
          style={{ width: '100%', marginBottom: 12 }}
          value={part.key}
          onChange={goTo}
          options={PARTS.map(p => ({ value: p.key, label: t(p.zh, p.en) }))}
        />
      )}
      <Flex style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ maxWidth: 320 }}
          value={words}
          aria-label={t('按名称或代码查找', 'Find by name or code')}
          placeholder={t('名称或代码', 'Name or code')}
          onChange={e => setWords(e.target.value)}
        />
      </Flex>
      <RowsTable key={part.key} part={part} words={sought} onOpen={mayEdit ? setOpen : null} />
      {open && (
        <Suspense>
          <RowForm part={part} row={open === 'new' ? null : open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Page>
  )
}
