/** One act for the heap: how it is kept together, to whom it goes, what people hear first, what the units are told; first rehearsed, then done. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { type Answer, type Input as CallInput, call } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { UnitField, UnitsField } from '../../parts/fields/TreeField.tsx'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'

type Member = Answer<'readHeap'>['members'][number]
type Body = CallInput<'settleHeap'>['body']
type Settled = Answer<'settleHeap'>

interface Values {
  way: 'merge' | 'each'
  leadUnitId?: number
  assists?: number[]
  preliminary?: string
  demand?: string
  limit?: string
}

/** With the ticket that stands for them; more go in turns. */
const AT_ONCE = 500

const bodyOf = (values: Values, head: string, numbers: string[]): Body => ({
  head,
  numbers,
  way: values.way,
  ...(values.leadUnitId && {
    units: [
      { unitId: values.leadUnitId, role: 'lead' as const },
      ...(values.assists ?? []).map(unitId => ({ unitId, role: 'assist' as const })),
    ],
  }),
  ...(values.preliminary?.trim() && { preliminary: values.preliminary.trim() }),
  ...(values.demand?.trim() && {
    notice: { demand: values.demand.trim(), ...(values.limit?.trim() && { limit: values.limit.trim() }) },
  }),
})

/**
 * More than go at once: merged, the first turns only gather, and what is said to everybody is said with the last; each by
 * itself, every turn is a heap of its own, and one notice names the whole.
 */
function turnsOf(values: Values, head: string, others: readonly string[]): Body[] {
  const parts: string[][] = []
  for (let from = 0; from < Math.max(1, others.length); from += AT_ONCE)
    parts.push(others.slice(from, from + AT_ONCE))
  return parts.map((some, i) => {
    if (i === parts.length - 1) return bodyOf(values, head, some)
    if (values.way === 'merge') return bodyOf({ way: 'merge' }, head, some)
    return bodyOf({ ...values, demand: '' }, some[0]!, some.slice(1))
  })
}

interface Run {
  values: Values
  dryRun: boolean
}

interface Props {
  members: readonly Member[]
  head: string
  /** It was done: the heap is none any more. */
  onSettled: () => void
}

export function SettleHeap({ members, head, onSettled }: Props) {
  const { may } = useSession()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [rehearsed, setRehearsed] = useState<Settled | null>(null)
  // Whoever took the first message out chooses the next one to stand for the rest.
  const stands = members.some(m => m.number === head) ? head : members[0]?.number
  const others = members.map(m => m.number).filter(n => n !== stands)
  const run = useMutation({
    mutationFn: async ({ values, dryRun }: Run) => {
      const answers: Settled[] = []
      for (const turn of turnsOf(values, stands!, others))
        answers.push(await call('settleHeap', { body: { ...turn, dryRun } }))
      return together(answers)
    },
    onSuccess: async (answer, { dryRun }) => {
      if (dryRun) setRehearsed(answer)
      else {
        onSettled()
        await refreshAll(client)
      }
    },
  })
  const isDone = run.data !== undefined && run.variables?.dryRun === false && !run.isPending
  const go = (dryRun: boolean) => () =>
    form.validateFields().then(
      values => run.mutate({ values, dryRun }),
      () => {},
    )
  if (!stands) return <p>{t('都剔出了。', 'All were taken out.')}</p>
  return (
    <section className="heap-settle" aria-label={t('整堆处置', 'Settle the heap')}>
      <h2 className="heap-h2">{t(`整堆处置：${members.length} 件`, `Settle ${members.length}`)}</h2>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ way: 'merge', ...FIRST_WORDS }}
        onValuesChange={() => setRehearsed(null)}
        disabled={isDone}
      >
        <Form.Item name="way" label={t('怎样归拢', 'How they are kept together')}>
          <Radio.Group
            options={[
              { value: 'merge', label: t('并为一单，答复发给每一位', 'One ticket, answered to everybody') },
              { value: 'each', label: t('各自成单', 'Each a ticket of its own') },
            ]}
          />
        </Form.Item>
        <Form.Item name="leadUnitId" label={t('主办单位', 'Lead unit')} rules={[{ required: true }]}>
          <UnitField />
        </Form.Item>
        <Form.Item name="assists" label={t('协办单位', 'Assisting units')}>
          <UnitsField />
        </Form.Item>
        <Form.Item name="preliminary" label={t('初步回复（发给每一位）', 'Preliminary reply, to everybody')}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
        </Form.Item>
        {may('sheet.issue') && (
          <>
            <Form.Item name="demand" label={t('任务通知单：办理要求', 'Task notice: what is asked')}>
              <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
            </Form.Item>
            <Form.Item
              name="limit"
              label={t('反馈时限', 'To be answered within')}
              extra={t('如 2wd 为两个工作日；不填按规则', 'e.g. 2wd; as the rules say when left out')}
            >
              <Input style={{ width: 120 }} maxLength={10} />
            </Form.Item>
          </>
        )}
      </Form>
      {run.error && <Failed error={run.error} />}
      <div role="status">
        {rehearsed && !isDone && <Said settled={rehearsed} would />}
        {isDone && <Said settled={run.data} />}
      </div>
      {!isDone && (
        <div className="acts">
          <Button onClick={go(true)} loading={run.isPending && run.variables?.dryRun}>
            {t('预演', 'Rehearse')}
          </Button>
          <Button
            type="primary"
            disabled={!rehearsed || rehearsed.done === 0}
            loading={run.isPending && !run.variables?.dryRun}
            onClick={go(false)}
          >
            {t('整堆处置', 'Settle')}
          </Button>
        </div>
      )}
    </section>
  )
}

const FIRST_WORDS = {
  preliminary: t(
    '您反映的情况已收到，已转有关单位办理，办理结果将第一时间回复您。',
    'We have your message; the unit in charge is at work on it and you will hear of the result.',
  ),
}

/** The ticket that stands for the heap is part of several turns, and counts once. */
function together(answers: readonly Settled[]): Settled {
  const results = [...new Map(answers.flatMap(a => a.results).map(r => [r.number, r])).values()]
  const kept = results.filter(r => r.code !== null).length
  const sheetNumber = answers.find(a => a.sheetNumber)?.sheetNumber ?? null
  return { done: results.length - kept, kept, results, sheetNumber }
}

function Said({ settled, would }: { settled: Settled; would?: boolean }) {
  const { done, kept, results, sheetNumber } = settled
  return (
    <>
      <p>
        {would
          ? t(
              `预演：可处置 ${done} 件，${kept} 件不行。尚未改动。`,
              `Rehearsed: ${done} can, ${kept} cannot.`,
            )
          : t(`已处置 ${done} 件，${kept} 件没有。`, `${done} settled, ${kept} not.`)}
        {sheetNumber && t(`任务通知单：${sheetNumber}`, ` Task notice: ${sheetNumber}`)}
      </p>
      <ul>
        {results
          .filter(r => r.code !== null)
          .slice(0, 20)
          .map(r => (
            <li key={r.number} className="is-unable">
              {r.number}：{t(r.detail ?? '', r.detailEn ?? '')}
            </li>
          ))}
      </ul>
    </>
  )
}
