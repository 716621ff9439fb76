/** 汇报材料 of one ticket: made of what it holds, mended on the left, as it will print on the right, issued once. */
import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { useAct, useAsk } from '../../asking.ts'
import { PaperPreview } from '../../parts/paper/PaperPreview.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { DraftForm } from './DraftForm.tsx'
import type { Draft } from './NewDocument.tsx'

export function NewReport({ number }: { number: string }) {
  const made = useAsk('draftReport', { params: { number } }, { fresh: Number.POSITIVE_INFINITY })
  const [mended, setMended] = useState<Draft | null>(null)
  const [key] = useState(() => crypto.randomUUID())
  const issue = useAct('issueReport')
  const draft: Draft | null = mended ?? (made.data ? { kind: 'report', ...made.data } : null)
  const send = () => {
    if (!draft) return
    const { title, text, mainTo, cc, signer, seal } = draft
    const body = {
      title,
      text,
      ...(mainTo && { mainTo }),
      ...(cc && { cc }),
      ...(signer !== undefined && { signer }),
      ...(seal !== undefined && { seal }),
    }
    issue.mutate({ input: { params: { number }, body }, key })
  }
  const isReady = draft !== null && draft.title.trim() !== '' && draft.text.trim() !== ''
  return (
    <Page
      title={t('汇报材料', 'Report material')}
      about={
        <>
          {t(
            '按单上已有内容生成，可修改；印发后取得文号，不能再改。',
            'Made of what the ticket holds, to be mended; issued, it gets its number and never changes again.',
          )}{' '}
          <Link to={`/appeals/${number}`}>{t('回到该单', 'Back to the ticket')}</Link>
        </>
      }
      actions={
        <>
          <Button onClick={() => setMended(null)} disabled={mended === null}>
            {t('恢复生成的内容', 'As it was made')}
          </Button>
          <Popconfirm
            title={t('印发并编号？', 'Issue it and give it its number?')}
            onConfirm={send}
            disabled={!isReady || issue.isSuccess}
          >
            <Button type="primary" disabled={!isReady || issue.isSuccess} loading={issue.isPending}>
              {t('印发', 'Issue')}
            </Button>
          </Popconfirm>
        </>
      }
    >
      {issue.error && <Failed error={issue.error} />}
      {issue.data && (
        <Alert
          type="success"
          showIcon
          title={t(
            `已印发：${issue.data.number}，可据此上报。`,
            `Issued as ${issue.data.number}; it can be reported.`,
          )}
        />
      )}
      <Ask of={made} rows={12}>
        {() =>
          draft && (
            <div className="paper-beside">
              <DraftForm draft={draft} onChange={next => setMended({ ...next, kind: 'report' })} />
              <PaperPreview
                asked={isReady ? { name: 'previewDocument', input: { body: draft } } : null}
                empty={t('写下标题和正文。', 'Write a title and the text.')}
              />
            </div>
          )
        }
      </Ask>
    </Page>
  )
}
