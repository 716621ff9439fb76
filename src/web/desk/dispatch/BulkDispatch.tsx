/** Many at once: to whom each would go, what would happen to each row, then each row's result. */
import { Button, Progress, Radio } from 'antd'
import { useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { type Fate, useBulkDispatch } from './bulk.ts'

export function BulkDispatch({ rows, onClose }: { rows: readonly Summary[]; onClose: () => void }) {
  // What was ticked when it began: rows leave the queue while they are dispatched.
  const [own] = useState(rows)
  const [way, setWay] = useState<'suggested' | 'one'>('suggested')
  const [unitId, setUnit] = useState<number>()
  const bulk = useBulkDispatch(own, way === 'one' ? unitId : null)
  const ready = [...bulk.fates.values()].filter(f => f.state === 'would').length
  const isOver = bulk.step === 'done'
  const go = () => (isOver ? onClose() : ready > 0 && !bulk.isBusy && bulk.dispatch())
  useOffer([{ key: 'bulk.go', label: t('批量派出', 'Dispatch them'), chord: 'Ctrl+Enter', run: go }])
  return (
    <>
      <div className="pane-head">
        <h2>{t(`批量派单：${own.length} 件`, `Dispatch ${own.length}`)}</h2>
        <Button onClick={onClose}>{isOver ? t('关闭', 'Close') : t('取消', 'Cancel')}</Button>
      </div>
      {!isOver && (
        <div className="acts" style={{ margin: '0 0 12px' }}>
          <Radio.Group
            aria-label={t('派给谁', 'To whom')}
            value={way}
            onChange={e => setWay(e.target.value)}
            options={[
              { value: 'suggested', label: t('各按推荐的主办单位', 'Each to its suggested lead') },
              { value: 'one', label: t('都派给同一单位', 'All to one unit') },
            ]}
          />
          {way === 'one' && (
            <div style={{ width: 260 }}>
              <UnitField aria-label={t('单位', 'Unit')} onChange={setUnit} />
            </div>
          )}
        </div>
      )}
      {bulk.error && <Failed error={bulk.error} />}
      {bulk.isBusy && (
        <Progress
          percent={Math.round((bulk.at / own.length) * 100)}
          aria-label={t('进度', 'Progress')}
          style={{ maxWidth: 480 }}
        />
      )}
      <p role="status">
        {isOver
          ? t(
              `已派出 ${bulk.dispatched} 件，${own.length - bulk.dispatched} 件没有派出。`,
              `${bulk.dispatched} dispatched, ${own.length - bulk.dispatched} not.`,
            )
          : t(
              `预演：${ready} 件可以派出，${own.length - ready} 件不行。尚未改动任何一件。`,
              `Rehearsed: ${ready} can go, ${own.length - ready} cannot. Nothing has been changed yet.`,
            )}
      </p>
      <Rows rows={own} fates={bulk.fates} />
      {!isOver && (
        <div className="acts">
          <Button type="primary" disabled={ready === 0} loading={bulk.isBusy} onClick={go}>
            {t(`派出 ${ready} 件`, `Dispatch ${ready}`)}
            <Key of="Ctrl+Enter" />
          </Button>
        </div>
      )}
    </>
  )
}

function Rows({ rows, fates }: { rows: readonly Summary[]; fates: ReadonlyMap<string, Fate> }) {
  const name = useNames(useUnits())
  return (
    <table className="bulk">
      <thead>
        <tr>
          <th scope="col">{t('诉求', 'Matter')}</th>
          <th scope="col">{t('派给', 'To')}</th>
          <th scope="col">{t('结果', 'What happens')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(r => {
          const fate = fates.get(r.number)
          return (
            <tr key={r.number}>
              <td>
                {r.title}
                <div className="small number">{r.number}</div>
              </td>
              <td>{fate?.unitId ? name(fate.unitId) : '—'}</td>
              <td>{fate ? <FateShown fate={fate} /> : t('正在看…', 'looking…')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function FateShown({ fate }: { fate: Fate }) {
  if (fate.state === 'would') return <span className="chip">{t('将派出', 'will go')}</span>
  if (fate.state === 'done')
    return <span style={{ color: 'var(--yidan-green)' }}>✓ {t('已派出', 'dispatched')}</span>
  return <span style={{ color: 'var(--yidan-red)' }}>✕ {fate.why}</span>
}
