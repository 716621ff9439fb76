/** 公文设置: how the city's paper looks, with the sample of a kind beside it as it would print. */
import { Alert, Button, Flex, Select, Tabs } from 'antd'
import { useState } from 'react'
import { DOCUMENT_KINDS, DOCUMENT_NAMES, type DocumentKind } from '../../../domain/documents/kinds.ts'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { PaperPreview } from '../../parts/paper/PaperPreview.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { FontsForm } from './FontsForm.tsx'
import { General } from './General.tsx'
import { KindForm } from './KindForm.tsx'
import { SeriesForm } from './SeriesForm.tsx'

type Read = Answer<'readDocumentSettings'>
export type Settings = Read['settings']

export interface Part {
  settings: Settings
  onChange: (settings: Settings) => void
}

export function DocumentsPage() {
  const read = useAsk('readDocumentSettings', {})
  const save = useAct('saveDocumentSettings')
  return (
    <Page
      title={t('公文设置', 'Documents')}
      about={t(
        '版头、字号、附注、字体和模板；只影响今后印发的公文。',
        'Heads, numbers, notes, fonts and templates; only for what is issued from now on.',
      )}
    >
      <Ask of={read}>{answer => <Editor key={answer.version} read={answer} save={save} />}</Ask>
    </Page>
  )
}

interface Props {
  read: Read
  save: ReturnType<typeof useAct<'saveDocumentSettings'>>
}

/** Begins anew with every version that is read. */
function Editor({ read, save }: Props) {
  const [settings, setSettings] = useState(read.settings)
  const [kind, setKind] = useState<DocumentKind>('taskNotice')
  const part = { settings, onChange: setSettings }
  const isChanged = JSON.stringify(settings) !== JSON.stringify(read.settings)
  const items = [
    {
      key: 'kind',
      label: t('各种公文', 'Kinds'),
      children: <KindForm {...part} kind={kind} maySeal={read.can.seal} />,
    },
    { key: 'general', label: t('机关', 'Agency'), children: <General {...part} /> },
    { key: 'series', label: t('字号', 'Numbers'), children: <SeriesForm {...part} /> },
    { key: 'fonts', label: t('字体', 'Fonts'), children: <FontsForm {...part} families={read.families} /> },
  ]
  return (
    <Flex vertical gap="middle">
      {save.error && <Failed error={save.error} />}
      {save.isSuccess && !isChanged && (
        <Alert
          type="success"
          showIcon
          title={t(`已保存，第 ${read.version} 版`, `Saved as version ${read.version}`)}
        />
      )}
      <Flex wrap gap="small" align="center">
        <Select<DocumentKind>
          aria-label={t('看哪一种', 'Which kind')}
          value={kind}
          style={{ width: 200 }}
          onChange={setKind}
          options={DOCUMENT_KINDS.map(value => ({ value, label: nameOf(DOCUMENT_NAMES, value) }))}
        />
        <Button
          type="primary"
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() => save.mutate({ input: { body: { version: read.version, settings } } })}
        >
          {t('保存', 'Save')}
        </Button>
        <Button disabled={!isChanged} onClick={() => setSettings(read.settings)}>
          {t('还原', 'Undo')}
        </Button>
      </Flex>
      <div className="paper-beside">
        <Tabs items={items} />
        <PaperPreview
          asked={{ name: 'previewDocumentSettings', input: { body: { kind, settings } } }}
          empty={t('正在排版…', 'Setting the page …')}
        />
      </div>
    </Flex>
  )
}
