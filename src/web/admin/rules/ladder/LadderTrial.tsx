/** 阶梯试算: how many of each step last month would have brought under the draft, beside what the version it changes would have. */
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Answer, call } from '../../../api.ts'
import type { Rules } from '../../../parts/directory.ts'
import { t } from '../../../text.ts'
import { Loading } from '../../../ui/Loading.tsx'
import { When } from '../../../ui/When.tsx'
import { lastMonth } from '../last-month.ts'
import { Wrong } from '../Wrong.tsx'
import { byStep, byUnit } from './compare.ts'
import { StepBars, UnitTable } from './TrialDrawn.tsx'
import './ladder.css'

type Found = Answer<'tryLadder'>

interface Period {
  from: string
  until: string
}

interface Tried {
  present: Found
  draft: Found
  rules: Rules
}

interface Props {
  rules: Rules
  /** The version that is changed. */
  version: number
}

export function LadderTrial({ rules, version }: Props) {
  const [step, setStep] = useState<'present' | 'draft'>('present')
  // One trial runs at a time.
  const trial = useMutation<Tried, Error, Period>({
    mutationFn: async period => {
      setStep('present')
      const present = await call('tryLadder', { body: { ...period, version } })
      setStep('draft')
      const draft = await call('tryLadder', { body: { ...period, rules } })
      return { present, draft, rules }
    },
  })
  return (
    <>
      <Form<Period> layout="inline" initialValues={lastMonth()} onFinish={period => trial.mutate(period)}>
        <Form.Item name="from" label={t('从', 'From')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={t('到', 'Until')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={trial.isPending}>
          {t('试算阶梯', 'Try the ladder')}
        </Button>
      </Form>
      {trial.isPending && (
        <>
          <p role="status">
            {step === 'present'
              ? t('正在算现行阶梯（一共两遍）……', 'Counting under the present ladder (first of two) …')
              : t('正在算新阶梯……', 'Counting under the draft …')}
          </p>
          <Loading />
        </>
      )}
      {trial.error && <Wrong error={trial.error} />}
      {trial.data && trial.data.rules !== rules && (
        <Alert
          role="status"
          type="info"
          showIcon
          style={{ marginTop: 12 }}
          title={t('阶梯又改过了，请重新试算。', 'The ladder was changed since: try it again.')}
        />
      )}
      {trial.data && trial.data.rules === rules && <Outcome tried={trial.data} version={version} />}
    </>
  )
}

function Outcome({ tried: { present, draft }, version }: { tried: Tried; version: number }) {
  const steps = byStep(present.rows, draft.rows)
  const [before, after] = [sum(steps.map(s => s.before)), sum(steps.map(s => s.after))]
  return (
    <div className="trial">
      <Alert
        type={after > before * 1.2 ? 'warning' : 'success'}
        showIcon
        title={t(
          `新阶梯会走 ${after} 步，第 ${version} 版是 ${before} 步。`,
          `The draft would have taken ${after} steps, version ${version} ${before}.`,
        )}
        description={
          <>
            {t(
              `看了 ${draft.tickets} 件；只计数，不改动任何事项，也不发出任何单。`,
              `${draft.tickets} matters looked at; only counted: nothing is changed, nothing sent.`,
            )}{' '}
            {draft.reachedBackTo.slice(0, 10) > draft.from && (
              <>
                {t('件数太多，只算到', 'Too many: counted back to')} <When at={draft.reachedBackTo} />
              </>
            )}
          </>
        }
      />
      {steps.length > 0 && (
        <>
          <StepBars steps={steps} version={version} />
          <UnitTable rows={byUnit(present.rows, draft.rows)} steps={steps.map(s => s.step)} />
        </>
      )}
    </div>
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
