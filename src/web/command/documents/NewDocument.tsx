/** A new paper: written on the left, as it will print on the right; issued once, with a number. */
import { Alert, Button, Flex, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Input } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { PaperPreview } from '../../parts/paper/PaperPreview.tsx'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { useDraft } from '../../ui/draft.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { DraftForm } from './DraftForm.tsx'

export type Draft = Input<'issueDocument'>['body']

const BLANK: Draft = { kind: 'notice', title: '', text: '' }
const isReady = ({ title, text }: Draft): boolean => title.trim() !== '' && text.trim() !== ''

export function NewDocument() {
  const { me } = useSession()
  const [draft, setDraft, drop] = useDraft<Draft>(`paper.${me.personId ?? me.name}`, BLANK)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [, go] = useLocation()
  const issue = useAct('issueDocument', () => {
    drop()
    setKey(crypto.randomUUID())
  })
  if (issue.data)
    return (
      <Page title={t('新建公文', 'New paper')} narrow>
        <Alert
          type="success"
          showIcon
          title={t(`已印发：${issue.data.number}`, `Issued as ${issue.data.number}`)}
          action={
            <Flex gap="small">
              <Button onClick={() => issue.reset()}>{t('再写一份', 'Another')}</Button>
              <Button type="primary" onClick={() => go('/documents')}>
                {t('看档案', 'To the archive')}
              </Button>
            </Flex>
          }
        />
      </Page>
    )
  return (
    <Page
      title={t('新建公文', 'New paper')}
      about={
        <>
          {t('印发后取得文号，不能再改。', 'It gets its number when issued, and never changes again.')}{' '}
          <Link to="/documents">{t('回到档案', 'Back to the archive')}</Link>
        </>
      }
      actions={
        <>
          <Button onClick={drop}>{t('清空', 'Clear')}</Button>
          <Popconfirm
            title={t('印发并编号？', 'Issue it and give it its number?')}
            onConfirm={() => issue.mutate({ input: { body: draft }, key })}
            disabled={!isReady(draft)}
          >
            <Button type="primary" disabled={!isReady(draft)} loading={issue.isPending}>
              {t('印发', 'Issue')}
            </Button>
          </Popconfirm>
        </>
      }
    >
      {issue.error && <Failed error={issue.error} />}
      <div className="paper-beside">
        <DraftForm draft={draft} onChange={setDraft} />
        <PaperPreview
          asked={isReady(draft) ? { name: 'previewDocument', input: { body: draft } } : null}
          empty={t(
            '写下标题和正文，这里显示印出来的样子。',
            'Write a title and the text; here it shows as it will print.',
          )}
        />
      </div>
    </Page>
  )
}
