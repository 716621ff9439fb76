/** Before many tickets are acted on: what will happen to each; then what did happen. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { BulkAsked } from './BulkAsked.tsx'
import { BulkRows } from './BulkRows.tsx'
import { type BulkAct, type BulkBody, runOn, type Verdict } from './bulk.ts'

interface Props {
  act: BulkAct
  appeals: readonly Summary[]
  onClose: () => void
  /** At least one was done. */
  onDone: () => void
}

const NAMES: Record<BulkAct, readonly [zh: string, en: string]> = {
  urgeAssignment: ['催办', 'Urge'],
  strikeOff: ['销号', 'Strike off'],
  dispatchAppeal: ['派单', 'Dispatch'],
}

const FIRST_NOTE: Record<BulkAct, string> = {
  urgeAssignment: t('请尽快办理并反馈。', 'Please attend to it soon.'),
  strikeOff: '',
  dispatchAppeal: '',
}

const isWhole = (act: BulkAct, { note, unitId }: BulkBody): boolean =>
  act === 'dispatchAppeal' ? unitId !== undefined : act === 'strikeOff' || note.trim() !== ''

export function BulkDialog({ act, appeals, onClose, onDone }: Props) {
  const client = useQueryClient()
  const those = useRef(appeals).current
  const [body, setBody] = useState<BulkBody>({ note: FIRST_NOTE[act], unitId: undefined })
  const { verdicts: before, error } = usePreview(act, those, body)
  const [after, setAfter] = useState<readonly Verdict[] | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const ended = useRef(new AbortController())
  const able = before.filter(v => v.whyNot === null)
  const isReady = before.length === those.length && able.length > 0 && isWhole(act, body)
  const name = t(...NAMES[act])

  async function go(): Promise<void> {
    setBusy(true)
    setAfter([])
    const run = { body, dryRun: false, signal: ended.current.signal }
    const numbers = able.map(v => v.number)
    await runOn(act, numbers, { ...run, onSome: some => setAfter(all => [...(all ?? []), ...some]) }).catch(
      setFailure,
    )
    setBusy(false)
    await refreshAll(client)
  }
  const leave = () => {
    ended.current.abort()
    onClose()
    if (after?.some(v => v.whyNot === null)) onDone()
  }
  const part = after ? after.length / able.length : before.length / those.length
  return (
    <Modal
      open
      width={780}
      title={t(`批量${name}：${those.length} 件`, `${name}: ${those.length} tickets`)}
      onCancel={leave}
      footer={
        <>
          <Button onClick={leave}>{after && !isBusy ? t('完成', 'Done') : t('取消', 'Cancel')}</Button>
          {!after && (
            <Button type="primary" disabled={!isReady} onClick={() => void go()}>
              {t(`${name} ${able.length} 件`, `${name} ${able.length}`)}
            </Button>
          )}
        </>
      }
    >
      {!after && <BulkAsked act={act} body={body} onChange={setBody} />}
      {(failure ?? error) && <Failed error={(failure ?? error)!} />}
      <p role="status">{after ? doneSaid(after) : wouldSay(name, before)}</p>
      {part < 1 && isWhole(act, body) && (
        <Progress percent={Math.round(part * 100)} aria-label={t('进度', 'Progress')} size="small" />
      )}
      <BulkRows appeals={those} before={before} after={after} name={name} />
    </Modal>
  )
}

const ableOf = (verdicts: readonly Verdict[]): number => verdicts.filter(v => v.whyNot === null).length

function doneSaid(after: readonly Verdict[]): string {
  const done = ableOf(after)
  return t(`已完成 ${done} 件，未成 ${after.length - done} 件`, `${done} done, ${after.length - done} not`)
}

function wouldSay(name: string, before: readonly Verdict[]): string {
  const able = ableOf(before)
  return t(
    `可以${name} ${able} 件，不能 ${before.length - able} 件`,
    `${able} can, ${before.length - able} cannot`,
  )
}

/** What would become of each; asked anew when another unit is chosen. */
function usePreview(act: BulkAct, those: readonly Summary[], body: BulkBody) {
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([])
  const [error, setError] = useState<Error | null>(null)
  const latest = useRef(body)
  latest.current = body
  const isAsked = isWhole(act, body)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words change nothing of what can be done
  useEffect(() => {
    setVerdicts([])
    setError(null)
    if (!isAsked) return
    const looking = new AbortController()
    runOn(
      act,
      those.map(a => a.number),
      {
        body: latest.current,
        dryRun: true,
        signal: looking.signal,
        onSome: some => setVerdicts(all => (looking.signal.aborted ? all : [...all, ...some])),
      },
    ).catch(e => looking.signal.aborted || setError(e))
    return () => looking.abort()
  }, [act, those, body.unitId, isAsked])
  return { verdicts, error }
}
