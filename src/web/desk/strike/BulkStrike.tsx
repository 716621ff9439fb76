/** Striking off many: first the server says what would become of each, then those that can be are, each with its result. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { call } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'

/** Null: can be, or was, struck off; otherwise why not. */
type Fates = ReadonlyMap<string, string | null>

export function BulkStrike({ rows, onClose }: { rows: readonly Summary[]; onClose: () => void }) {
  const client = useQueryClient()
  const [own] = useState(rows)
  const [fates, setFates] = useState<Fates>(new Map())
  const [step, setStep] = useState<'looking' | 'ready' | 'going' | 'done'>('looking')
  const [error, setError] = useState<Error | null>(null)
  useEffect(() => {
    strikeOff(own, true)
      .then(found => {
        setFates(found)
        setStep('ready')
      })
      .catch(setError)
  }, [own])
  const able = own.filter(r => fates.get(r.number) === null)

  const strike = async () => {
    if (step === 'done') return onClose()
    if (step !== 'ready' || able.length === 0) return
    setStep('going')
    try {
      setFates(new Map([...fates, ...(await strikeOff(able, false))]))
      setStep('done')
    } catch (e) {
      setError(e as Error)
      setStep('ready')
    }
    await refreshAll(client)
  }
  useOffer([
    {
      key: 'bulk.go',
      label: t('批量销号', 'Strike them off'),
      chord: 'Ctrl+Enter',
      run: () => void strike(),
    },
  ])
  return (
    <>
      <div className="pane-head">
        <h2>{t(`批量销号：${own.length} 件`, `Strike off ${own.length}`)}</h2>
        <Button onClick={onClose}>{step === 'done' ? t('关闭', 'Close') : t('取消', 'Cancel')}</Button>
      </div>
      {error && <Failed error={error} />}
      {(step === 'looking' || step === 'going') && (
        <Progress
          percent={100}
          status="active"
          showInfo={false}
          aria-label={t('进度', 'Progress')}
          style={{ maxWidth: 480 }}
        />
      )}
      <p role="status">
        {step === 'done'
          ? t(
              `已销号 ${able.length} 件，${own.length - able.length} 件没有。`,
              `${able.length} struck off, ${own.length - able.length} not.`,
            )
          : t(
              `${able.length} 件可以销号。尚未改动任何一件。`,
              `${able.length} can be struck off. Nothing has been changed yet.`,
            )}
      </p>
      <table className="bulk">
        <thead>
          <tr>
            <th scope="col">{t('诉求', 'Matter')}</th>
            <th scope="col">{t('主办', 'Lead')}</th>
            <th scope="col">{t('结果', 'What happens')}</th>
          </tr>
        </thead>
        <tbody>
          {own.map(r => (
            <tr key={r.number}>
              <td>
                {r.title}
                <div className="small number">{r.number}</div>
              </td>
              <td>{r.leadUnit?.name}</td>
              <td>
                <Fate why={fates.get(r.number)} isDone={step === 'done'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {step !== 'done' && (
        <div className="acts">
          <Button
            type="primary"
            disabled={step !== 'ready' || able.length === 0}
            loading={step === 'going'}
            onClick={() => void strike()}
          >
            {t(`销号 ${able.length} 件`, `Strike off ${able.length}`)}
            <Key of="Ctrl+Enter" />
          </Button>
        </div>
      )}
    </>
  )
}

function Fate({ why, isDone }: { why: string | null | undefined; isDone: boolean }) {
  if (why === undefined) return t('正在看…', 'looking…')
  if (why !== null) return <span style={{ color: 'var(--yidan-red)' }}>✕ {why}</span>
  return isDone ? (
    <span style={{ color: 'var(--yidan-green)' }}>✓ {t('已销号', 'struck off')}</span>
  ) : (
    <span className="chip">{t('将销号', 'will be struck off')}</span>
  )
}

/** What the server says, or would say, to each. */
async function strikeOff(rows: readonly Summary[], dryRun: boolean): Promise<Map<string, string | null>> {
  const { results } = await call('strikeOffMany', { body: { numbers: rows.map(r => r.number), dryRun } })
  return new Map(
    results.map(r => [r.number, r.code === null ? null : t(r.detail ?? r.code, r.detailEn ?? r.code)]),
  )
}
