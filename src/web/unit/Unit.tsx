/** The door 承办: the inbox first; beside it, where there is room, the ticket that is open. */
import {
  BarChartOutlined,
  EditOutlined,
  FileTextOutlined,
  HeartOutlined,
  InboxOutlined,
  OrderedListOutlined,
  ReadOutlined,
  SendOutlined,
  StarOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { type Place, Shell } from '../frame/Shell.tsx'
import { useKeeping } from '../parts/keeping.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { Page } from '../ui/Page.tsx'
import { useWide } from '../ui/wide.ts'
import { Inbox, useFirst } from './inbox/Inbox.tsx'
import { useWorker } from './offline/use-worker.ts'
import { OutboxProvider } from './outbox/OutboxProvider.tsx'
import { toDecide, useRequests } from './sign/requests.ts'
import { UnitTicket } from './UnitTicket.tsx'

const Sign = lazy(() => import('./sign/Sign.tsx').then(m => ({ default: m.Sign })))
const Sheets = lazy(() => import('../parts/sheets/SheetsPage.tsx').then(m => ({ default: m.SheetsPage })))
const Steps = lazy(() => import('../parts/steps/StepsPage.tsx').then(m => ({ default: m.StepsPage })))
const Forces = lazy(() => import('../parts/forces/Forces.tsx').then(m => ({ default: m.Forces })))
const Thanks = lazy(() => import('../parts/thanks/Thanks.tsx').then(m => ({ default: m.Thanks })))
const Cases = lazy(() => import('../parts/cases/Cases.tsx').then(m => ({ default: m.Cases })))
const Library = lazy(() => import('../parts/library/Library.tsx').then(m => ({ default: m.Library })))
const Outbox = lazy(() => import('./Outbox.tsx').then(m => ({ default: m.Outbox })))
const OwnUnit = lazy(() => import('./figures/OwnUnit.tsx').then(m => ({ default: m.OwnUnit })))

export function Unit() {
  return (
    <OutboxProvider>
      <Door />
    </OutboxProvider>
  )
}

function Door() {
  useWorker()
  return (
    <Shell door="unit" places={usePlaces()}>
      <Switch>
        <Route path="/sign" component={Sign} />
        <Route path="/sheets" component={Sheets} />
        <Route path="/steps">{() => <Steps />}</Route>
        <Route path="/forces/*?" component={Forces} />
        <Route path="/thanks/*?" component={Thanks} />
        <Route path="/cases/*?" component={Cases} />
        <Route path="/policies/*?" component={Library} />
        <Route path="/outbox" component={Outbox} />
        <Route path="/figures" component={OwnUnit} />
        <Route path="/appeals/:number">{({ number }) => <Panes opened={number} />}</Route>
        <Route>
          <Panes opened={null} />
        </Route>
      </Switch>
    </Shell>
  )
}

function usePlaces(): readonly Place[] {
  const { may } = useSession()
  const { waiting } = useKeeping()
  const signs = may('appeal.sign')
  const requests = useRequests(signs).data?.approvals
  const toSign = requests && toDecide(requests).length
  return [
    { path: '/', zh: '收件箱', en: 'Inbox', icon: <InboxOutlined />, onPhone: true },
    ...(signs
      ? [{ path: '/sign', zh: '签批', en: 'Sign', icon: <EditOutlined />, onPhone: true, count: toSign }]
      : []),
    { path: '/sheets', zh: '督办单', en: 'Sheets', icon: <FileTextOutlined />, onPhone: true },
    { path: '/steps', zh: '六步台账', en: 'Six steps', icon: <OrderedListOutlined /> },
    {
      path: '/outbox',
      zh: '待发送',
      en: 'To be sent',
      icon: <SendOutlined />,
      onPhone: true,
      count: waiting.length,
    },
    { path: '/figures', zh: '本单位', en: 'The unit', icon: <BarChartOutlined />, onPhone: true },
    { path: '/forces', zh: '工作专班', en: 'Task forces', icon: <TeamOutlined /> },
    { path: '/thanks', zh: '表扬致谢', en: 'Commendations', icon: <HeartOutlined /> },
    { path: '/cases', zh: '典型案例', en: 'Cases', icon: <StarOutlined /> },
    { path: '/policies', zh: '政策文件', en: 'Policies', icon: <ReadOutlined /> },
  ]
}

/** On a phone one or the other; on a desk both. */
function Panes({ opened }: { opened: string | null }) {
  const isWide = useWide(1200)
  if (!isWide)
    return opened ? (
      <UnitTicket number={opened} />
    ) : (
      <Page title={t('收件箱', 'Inbox')}>
        <Inbox opened={null} />
      </Page>
    )
  return <SideBySide opened={opened} />
}

/** Nothing chosen yet: the most pressing one lies open. */
function SideBySide({ opened }: { opened: string | null }) {
  const first = useFirst()
  const shown = opened ?? first
  return (
    <div className="unit-panes">
      <section className="unit-list no-print" aria-label={t('收件箱', 'Inbox')}>
        <Inbox opened={shown} />
      </section>
      <div style={{ minWidth: 0 }}>
        {shown ? (
          <UnitTicket number={shown} />
        ) : (
          <Page title={t('收件箱', 'Inbox')}>
            <p className="unit-hint">{t('打开一件，就在这里办。', 'Open one; it is handled here.')}</p>
          </Page>
        )}
      </div>
    </div>
  )
}
