/** Confirms or dismisses what was proposed, each with its own result. */
import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Progress } from 'antd'
import { useRef, useState } from 'react'
import { addressOf } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'
import { eachOf, sentence } from '../ledger/each.ts'
import { type Decided, decideOne, type Proposal } from './proposals.ts'

interface Props {
  proposals: readonly Proposal[]
  verdict: 'issue' | 'dismiss'
  onClose: () => void
}

export function DecideDialog({ proposals, verdict, onClose }: Props) {
  const client = useQueryClient()
  const those = useRef(proposals).current
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState<readonly Decided[] | null>(null)
  const ended = useRef(new AbortController())
  const isOver = said !== null && said.length === those.length
  const isIssue = verdict === 'issue'
  const name = isIssue ? t('同意', 'Confirm') : t('不发', 'Dismiss')

  async function decide(key: string): Promise<Decided> {
    try {
      return await decideOne(those.find(p => p.key === key)!, verdict, reason.trim())
    } catch (error) {
      return { key, failed: sentence(error), sheetNumber: null, documentId: null }
    }
  }

  async function go(): Promise<void> {
    setSaid([])
    await eachOf(
      those.map(p => p.key),
      decide,
      { signal: ended.current.signal, onOne: one => setSaid(all => [...(all ?? []), one]) },
    )
    await refreshAll(client)
  }
  const leave = () => {
    ended.current.abort()
    onClose()
  }
  const failed = said?.filter(s => s.failed !== null).length ?? 0
  return (
    <Modal
      open
      width={680}
      title={t(`${name} ${those.length} 项`, `${name} ${those.length}`)}
      onCancel={leave}
      okText={isOver ? t('完成', 'Done') : name}
      onOk={() => (isOver ? leave() : void go())}
      okButtonProps={{ disabled: (!isIssue && reason.trim() === '') || (said !== null && !isOver) }}
    >
      {!isIssue && (
        <>
          <label htmlFor="dismiss-reason">{t('不发的理由', 'Why it is not issued')}</label>
          <Input
            id="dismiss-reason"
            value={reason}
            maxLength={200}
            onChange={e => setReason(e.target.value)}
            disabled={said !== null}
          />
        </>
      )}
      {said && (
        <div role="status" style={{ marginTop: 12 }}>
          {!isOver && (
            <Progress
              size="small"
              percent={Math.round((said.length / those.length) * 100)}
              aria-label={t('进度', 'Progress')}
            />
          )}
          {t(
            `已完成 ${said.length - failed} 项，未成 ${failed} 项`,
            `${said.length - failed} done, ${failed} not`,
          )}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section className="send-rows" tabIndex={0} aria-label={t('逐件', 'Each matter')}>
        <ul>
          {those.map(p => (
            <li key={p.key}>
              <span className="send-what">
                {p.title}
                <small className="number">{p.number}</small>
              </span>
              <span>
                {p.what} · {p.units}
              </span>
              <Result said={said?.find(s => s.key === p.key)} />
            </li>
          ))}
        </ul>
      </section>
    </Modal>
  )
}

function Result({ said }: { said: Decided | undefined }) {
  if (!said) return <span />
  if (said.failed !== null) return <span className="is-unable">{said.failed}</span>
  return (
    <span className="is-able">
      {t('已完成', 'done')} {said.sheetNumber}{' '}
      {said.documentId !== null && (
        <a
          href={addressOf('openDocumentPdf', { params: { id: said.documentId } })}
          target="_blank"
          rel="noreferrer"
          aria-label={t(`看原单 ${said.sheetNumber}`, `See the paper ${said.sheetNumber}`)}
        >
          {t('看原单', 'See the paper')}
        </a>
      )}
    </span>
  )
}
