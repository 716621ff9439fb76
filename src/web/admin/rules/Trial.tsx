/** The new rules on a period that has passed: how many would have been late, limit by limit. */
import { Alert, Button, Flex, Form, Input, Progress, Typography } from 'antd'
import { CLOCK_NAMES } from '../../../domain/names.ts'
import type { Answer } from '../../api.ts'
import { useAct } from '../../asking.ts'
import type { Rules } from '../../parts/directory.ts'
import { limitWords } from '../../parts/ticket/limit-words.ts'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { nameOf, t } from '../../text.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { lastMonth } from './last-month.ts'
import { Wrong } from './Wrong.tsx'

type Found = Answer<'tryRules'>
type Row = Found['rows'][number]

interface Props {
  rules: Rules
  /** The version that is changed. */
  base: Rules
}

export function Trial({ rules, base }: Props) {
  const trial = useAct('tryRules')
  const tried = trial.variables?.input.body.rules
  return (
    <>
      <Form
        layout="inline"
        initialValues={lastMonth()}
        onFinish={({ from, until }) => trial.mutate({ input: { body: { from, until, rules } } })}
      >
        <Form.Item name="from" label={t('从', 'From')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={t('到', 'Until')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={trial.isPending}>
          {t('试算', 'Try')}
        </Button>
      </Form>
      {trial.isPending && <Loading />}
      {trial.error && <Wrong error={trial.error} />}
      {trial.data && tried !== rules && (
        <Alert
          role="status"
          type="info"
          showIcon
          style={{ marginTop: 12 }}
          title={t('规则又改过了，请重新试算。', 'The rules were changed since: try them again.')}
        />
      )}
      {trial.data && tried === rules && <Outcome found={trial.data} base={base} />}
    </>
  )
}

/** What the version before says of it; what a class leaves out, the default says. */
const before = (base: Rules, { kind, limitClass }: Row): string | undefined =>
  base.limits[limitClass]?.[kind] ?? base.limits.default?.[kind]

const said = (limit: string | null | undefined): string => (limit ? limitWords(limit) : '—')

const changeOf = (base: Rules, row: Row): string => {
  const [from, to] = [said(before(base, row)), said(row.limit)]
  return from === to ? to : `${from} → ${to}`
}

function Outcome({ found, base }: { found: Found; base: Rules }) {
  const changed = found.rows.filter(r => r.newlyLate + r.noLongerLate > 0)
  const worst = [...changed].sort((a, b) => b.newlyLate - a.newlyLate)[0]
  return (
    <Flex vertical gap="middle" style={{ marginTop: 16 }}>
      <Alert
        type={worst && worst.newlyLate > 0 ? 'warning' : 'success'}
        showIcon
        title={
          worst
            ? t(
                `${nameOf(CLOCK_NAMES, worst.kind)}（${worst.limitClass}）${changeOf(base, worst)}：${worst.total} 件中会有 ${worst.lateUnder} 件超时，原来是 ${worst.lateBefore} 件。`,
                `With ${changeOf(base, worst)} for ${nameOf(CLOCK_NAMES, worst.kind)} (${worst.limitClass}), ${worst.lateUnder} of ${worst.total} would have been late; it was ${worst.lateBefore}.`,
              )
            : t(
                `重算了 ${found.tickets} 件，没有变化。`,
                `${found.tickets} matters recounted; nothing changes.`,
              )
        }
        description={
          <>
            {t(
              `共 ${found.tickets} 件诉求；只计数，不改动任何事项。`,
              `${found.tickets} matters; only counted, nothing is changed.`,
            )}{' '}
            {found.reachedBackTo.slice(0, 10) > found.from && (
              <>
                {t('件数太多，只算到', 'Too many: counted back to')} <When at={found.reachedBackTo} />
              </>
            )}
          </>
        }
      />
      <Table<Row>
        name={t('试算', 'The trial')}
        keyOf={r => `${r.kind}${r.limitClass}`}
        rows={found.rows}
        columns={[
          { title: t('时限', 'Limit'), render: r => nameOf(CLOCK_NAMES, r.kind) },
          { title: t('类别', 'Class'), field: 'limitClass' },
          {
            title: t('新规则', 'New rule'),
            render: r => changeOf(base, r),
          },
          { title: t('件数', 'Number'), field: 'total', isNumber: true },
          { title: t('原来超时', 'Were late'), field: 'lateBefore', isNumber: true },
          {
            title: t('会超时', 'Would be late'),
            render: r => <Share late={r.lateUnder} total={r.total} />,
          },
          {
            title: t('变化', 'Change'),
            isNumber: true,
            render: r => (
              <Typography.Text {...(r.newlyLate > r.noLongerLate && { type: 'danger' as const })}>
                {r.newlyLate - r.noLongerLate > 0 ? '+' : ''}
                {r.newlyLate - r.noLongerLate}
              </Typography.Text>
            ),
          },
          {
            title: t('例', 'E.g.'),
            render: r =>
              r.samples.slice(0, 2).map(n => (
                <div key={n}>
                  <TicketLink number={n} />
                </div>
              )),
          },
        ]}
      />
    </Flex>
  )
}

function Share({ late, total }: { late: number; total: number }) {
  const percent = total === 0 ? 0 : Math.round((late / total) * 100)
  return (
    <Flex gap="small" align="center" style={{ minWidth: 160 }}>
      <span style={{ minWidth: 40, textAlign: 'end' }}>{late}</span>
      <Progress
        percent={percent}
        size="small"
        style={{ flex: 1, margin: 0 }}
        aria-label={t(`超时 ${percent}%`, `${percent} % late`)}
      />
    </Flex>
  )
}
