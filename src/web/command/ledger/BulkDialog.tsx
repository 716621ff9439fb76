/** Before many tickets are acted on: what will happen to each; then what did happen. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { refreshAll } from '../../asking.ts'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import { actOn, type BulkAct, eachOf, type Outcome, type Preview, previewOf } from './bulk.ts'

interface Props {
  act: BulkAct
  numbers: readonly string[]
  onClose: () => void
  /** At least one was done. */
  onDone: () => void
}

const NAMES: Record<BulkAct, readonly [zh: string, en: string]> = {
  urgeAssignment: ['催办', 'Urge'],
  strikeOff: ['销号', 'Strike off'],
  dispatchAppeal: ['派单', 'Dispatch'],
}

export function BulkDialog({ act, numbers, onClose, onDone }: Props) {
  const client = useQueryClient()
  const [note, setNote] = useState(
    act === 'urgeAssignment' ? t('请尽快办理并反馈。', 'Please attend to it soon.') : '',
  )
  const [unitId, setUnitId] = useState<number>()
  const [previews, setPreviews] = useState<readonly Preview[]>([])
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const ended = useRef(new AbortController())
  const first = useRef(numbers).current
  useEffect(() => {
    const looking = new AbortController()
    setPreviews([])
    void eachOf(first, number => previewOf(act, number), {
      signal: looking.signal,
      onOne: one => setPreviews(all => (looking.signal.aborted ? all : [...all, one])),
    })
    return () => looking.abort()
  }, [act, first])

  const able = previews.filter(p => p.whyNot === null)
  const isReady =
    previews.length === first.length &&
    able.length > 0 &&
    (act !== 'dispatchAppeal' || unitId !== undefined) &&
    (act !== 'urgeAssignment' || note.trim() !== '')
  const name = t(...NAMES[act])

  async function go(): Promise<void> {
    setBusy(true)
    setOutcomes([])
    const byNumber = new Map(able.map(p => [p.number, p]))
    await eachOf(
      [...byNumber.keys()],
      number => actOn(act, byNumber.get(number)!, { note: note.trim(), unitId }),
      {
        signal: ended.current.signal,
        onOne: one => setOutcomes(all => [...(all ?? []), one]),
      },
    )
    setBusy(false)
    await refreshAll(client)
  }
  const leave = () => {
    ended.current.abort()
    onClose()
    if (outcomes?.some(o => o.failed === null)) onDone()
  }
  const shown = outcomes ?? []
  const part = outcomes ? shown.length / able.length : previews.length / first.length
  return (
    <Modal
      open
      width={760}
      title={t(`批量${name}：${first.length} 件`, `${name}: ${first.length} tickets`)}
      onCancel={leave}
      footer={
        <>
          <Button onClick={leave}>{outcomes && !isBusy ? t('完成', 'Done') : t('取消', 'Cancel')}</Button>
          {!outcomes && (
            <Button type="primary" disabled={!isReady} onClick={() => void go()}>
              {t(`${name} ${able.length} 件`, `${name} ${able.length}`)}
            </Button>
          )}
        </>
      }
    >
      {!outcomes && <Asked act={act} note={note} setNote={setNote} unitId={unitId} setUnitId={setUnitId} />}
      <p role="status">
        {outcomes
          ? t(
              `已完成 ${shown.filter(o => o.failed === null).length} 件，未成 ${shown.filter(o => o.failed !== null).length} 件`,
              `${shown.filter(o => o.failed === null).length} done, ${shown.filter(o => o.failed !== null).length} not`,
            )
          : t(
              `可以${name} ${able.length} 件，不能 ${previews.length - able.length} 件`,
              `${able.length} can, ${previews.length - able.length} cannot`,
            )}
      </p>
      {part < 1 && (
        <Progress percent={Math.round(part * 100)} aria-label={t('进度', 'Progress')} size="small" />
      )}
      <PreviewTable previews={previews} outcomes={outcomes} name={name} />
    </Modal>
  )
}

interface AskedProps {
  act: BulkAct
  note: string
  setNote: (note: string) => void
  unitId: number | undefined
  setUnitId: (id: number) => void
}

function Asked({ act, note, setNote, unitId, setUnitId }: AskedProps) {
  if (act === 'strikeOff') return null
  return (
    <Form layout="vertical">
      {act === 'dispatchAppeal' && (
        <Form.Item label={t('主办单位', 'Lead unit')} required htmlFor="bulk-unit">
          <UnitField id="bulk-unit" {...(unitId !== undefined && { value: unitId })} onChange={setUnitId} />
        </Form.Item>
      )}
      <Form.Item
        label={act === 'urgeAssignment' ? t('催办内容', 'What is urged') : t('交办意见', 'Instruction')}
        required={act === 'urgeAssignment'}
        htmlFor="bulk-note"
      >
        <Input.TextArea
          id="bulk-note"
          value={note}
          onChange={e => setNote(e.target.value)}
          autoSize={{ minRows: 2 }}
        />
      </Form.Item>
    </Form>
  )
}

function PreviewTable({
  previews,
  outcomes,
  name,
}: {
  previews: readonly Preview[]
  outcomes: readonly Outcome[] | null
  name: string
}) {
  const said = new Map(outcomes?.map(o => [o.number, o.failed ?? t('已完成', 'done')]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="bulk-rows" tabIndex={0} aria-label={t('逐单', 'Each ticket')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('编号', 'Number')}</th>
            <th scope="col">{t('事项', 'Matter')}</th>
            <th scope="col">{t('环节', 'Stage')}</th>
            <th scope="col">{t('主办单位', 'Lead unit')}</th>
            <th scope="col">{outcomes ? t('结果', 'Result') : t('将会', 'Would')}</th>
          </tr>
        </thead>
        <tbody>
          {previews.map(p => (
            <tr key={p.number}>
              <th scope="row" className="number">
                {p.number}
              </th>
              <td>{p.title}</td>
              <td>{p.stage}</td>
              <td>{p.unit}</td>
              <td className={p.whyNot === null ? 'is-able' : 'is-unable'}>
                {said.get(p.number) ?? (p.whyNot === null ? name : t(`不能：${p.whyNot}`, `no: ${p.whyNot}`))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
