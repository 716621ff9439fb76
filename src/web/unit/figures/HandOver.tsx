/** Hands several duties to somebody else: which ones, to whom, and what became of each. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Duty } from '../../../contract/assignments.ts'
import { call } from '../../api.ts'
import { refreshAll, useAsk } from '../../asking.ts'
import { Light } from '../../parts/Light.tsx'
import { t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'
import { freshKey } from '../../ui/fresh-key.ts'
import type { Load } from './workload.ts'

const keyOf = (d: Duty): string => `${d.number}.${d.no}`

export function HandOver({ from, onClose }: { from: Load; onClose: () => void }) {
  const [chosen, setChosen] = useState(() => new Set(from.duties.map(keyOf)))
  const [to, setTo] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const handing = useHanding()
  const first = from.duties[0]!
  const people = useAsk('listCandidates', { params: { number: first.number, no: first.no } })
  const todo = from.duties.filter(d => chosen.has(keyOf(d)))
  const toggle = (d: Duty) => {
    const next = new Set(chosen)
    if (!next.delete(keyOf(d))) next.add(keyOf(d))
    setChosen(next)
  }
  return (
    <Modal
      open
      title={t('移交', 'Hand over')}
      onCancel={onClose}
      footer={
        handing.isDone ? (
          <Button type="primary" onClick={onClose}>
            {t('完成', 'Done')}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={to === null || todo.length === 0}
            loading={handing.isBusy}
            onClick={() => to !== null && void handing.run(todo, to, note)}
          >
            {t(`移交 ${todo.length} 件`, `Hand over ${todo.length}`)}
          </Button>
        )
      }
    >
      <Form layout="vertical">
        <Form.Item label={t('交给', 'To')} htmlFor="hand-to">
          <Select
            id="hand-to"
            value={to}
            onChange={setTo}
            loading={people.isLoading}
            showSearch={{ optionFilterProp: 'label' }}
            options={(people.data?.people ?? [])
              .filter(p => p.personId !== from.personId)
              .map(p => ({
                value: p.personId,
                label: p.away ? `${p.name}${t('（请假）', ' (away)')}` : p.name,
              }))}
          />
        </Form.Item>
        <Form.Item label={t('说明', 'Note')} htmlFor="hand-note">
          <Input id="hand-note" value={note} onChange={e => setNote(e.target.value)} />
        </Form.Item>
      </Form>
      <ul className="hand-list">
        {from.duties.map(d => (
          <li key={keyOf(d)}>
            <Checkbox
              checked={chosen.has(keyOf(d))}
              disabled={handing.isBusy || handing.isDone}
              onChange={() => toggle(d)}
            >
              <Light light={d.light} bare /> {d.title ?? d.number}
            </Checkbox>
            <output>{handing.outcomes.get(keyOf(d))}</output>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

/** One after the other, each with its own yes or no. */
function useHanding() {
  const client = useQueryClient()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, string>>(new Map())
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const run = async (duties: readonly Duty[], personId: number, note: string) => {
    setState('busy')
    const told = new Map<string, string>()
    for (const d of duties) {
      const outcome = await hand(d, personId, note)
      told.set(keyOf(d), outcome)
      setOutcomes(new Map(told))
    }
    setState('done')
    await refreshAll(client)
  }
  return { outcomes, run, isBusy: state === 'busy', isDone: state === 'done' }
}

async function hand({ number, no, version }: Duty, personId: number, note: string): Promise<string> {
  try {
    await call(
      'handAssignment',
      { params: { number, no }, body: { personId, ...(note.trim() && { note: note.trim() }) } },
      { ifMatch: version, key: freshKey() },
    )
    return t('已移交', 'handed over')
  } catch (error) {
    return sentenceOf(error as Error)
  }
}
