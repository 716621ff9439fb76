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

interface Run {
  values: Values
  dryRun: boolean
}

export function SettleHeap({ members, head }: { members: readonly Member[]; head: string }) {
  const { may } = useSession()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [rehearsed, setRehearsed] = useState<Settled | null>(null)
  // Whoever took the first message out chooses the next one to stand for the rest.
  const stands = members.some(m => m.number === head) ? head : members[0]?.number
  const others = members.map(m => m.number).filter(n => n !== stands)
  const run = useMutation({
    mutationFn: async ({ values, dryRun }: Run) => {
      const turns = Math.max(1, Math.ceil(others.length / AT_ONCE))
      const answers: Settled[] = []
      // The first turns only gather; what is said to everybody is said with the last.
      for (let i = 0; i < turns; i++) {
        const some = others.slice(i * AT_ONCE, (i + 1) * AT_ONCE)
        const isLast = i === turns - 1
        const said = isLast || values.way === 'each' ? values : { way: values.way }
        const body = bodyOf(isLast ? said : { ...said, demand: '' }, stands!, some)
        answers.push(await call('settleHeap', { body: { ...body, dryRun } }))
      }
      return together(answers)
    },
    onSuccess: async (answer, { dryRun }) => {
      if (dryRun) setRehearsed(answer)
      else await refreshAll(client)
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

const together = (answers: readonly Settled[]): Settled => ({
  done: answers.reduce((n, a) => n + a.done, 0) - (answers.length - 1),
  kept: answers.reduce((n, a) => n + a.kept, 0),
  sheetNumber: answers.find(a => a.sheetNumber)?.sheetNumber ?? null,
  results: answers.flatMap(a => a.results),
})

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
