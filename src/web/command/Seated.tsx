/** The pages of the command that stand in the frame of a workbench: everything but the wall. */
import {
  AlertOutlined,
  AuditOutlined,
  BarChartOutlined,
  CheckSquareOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FundProjectionScreenOutlined,
  HeartOutlined,
  OrderedListOutlined,
  ReadOutlined,
  StarOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { Permission } from '../../domain/access/roles.ts'
import { type Place, Shell } from '../frame/Shell.tsx'
import { useSession } from '../session.tsx'
import { FIRST_ACTS, GROUPS } from './acts.ts'
import { firstPlaceOf } from './home.ts'

const TicketPage = lazy(() => import('../parts/ticket/TicketPage.tsx').then(m => ({ default: m.TicketPage })))
const Ledger = lazy(() => import('./ledger/Ledger.tsx').then(m => ({ default: m.Ledger })))
const Late = lazy(() => import('./late/Late.tsx').then(m => ({ default: m.Late })))
const Brief = lazy(() => import('./brief/Brief.tsx').then(m => ({ default: m.Brief })))
const Figures = lazy(() => import('./figures/Figures.tsx').then(m => ({ default: m.Figures })))
const StrikeOff = lazy(() => import('./books/StrikeOff.tsx').then(m => ({ default: m.StrikeOff })))
const Reconciliation = lazy(() =>
  import('./books/Reconciliation.tsx').then(m => ({ default: m.Reconciliation })),
)
const Sheets = lazy(() => import('../parts/sheets/SheetsPage.tsx').then(m => ({ default: m.SheetsPage })))
const Steps = lazy(() => import('../parts/steps/StepsPage.tsx').then(m => ({ default: m.StepsPage })))
const Documents = lazy(() => import('./documents/Documents.tsx').then(m => ({ default: m.Documents })))
const NewDocument = lazy(() => import('./documents/NewDocument.tsx').then(m => ({ default: m.NewDocument })))
const NewReport = lazy(() => import('./documents/NewReport.tsx').then(m => ({ default: m.NewReport })))
const Forces = lazy(() => import('../parts/forces/Forces.tsx').then(m => ({ default: m.Forces })))
const Thanks = lazy(() => import('../parts/thanks/Thanks.tsx').then(m => ({ default: m.Thanks })))
const Cases = lazy(() => import('../parts/cases/Cases.tsx').then(m => ({ default: m.Cases })))
const Library = lazy(() => import('../parts/library/Library.tsx').then(m => ({ default: m.Library })))
const Contacts = lazy(() => import('./ledger/Contacts.tsx').then(m => ({ default: m.Contacts })))

/** A place, and who has business there: any one of the permissions, or everybody. */
type Seat = Place & { may?: readonly Permission[]; also?: Permission }

const SEATS: readonly Seat[] = [
  {
    path: '/brief',
    zh: '今日简报',
    en: 'Brief',
    icon: <FileTextOutlined />,
    onPhone: true,
    may: ['appeal.read'],
  },
  {
    path: '/late',
    zh: '督办',
    en: 'Late',
    icon: <AlertOutlined />,
    onPhone: true,
    may: ['appeal.supervise'],
  },
  {
    path: '/steps',
    zh: '六步台账',
    en: 'Six steps',
    icon: <OrderedListOutlined />,
    onPhone: true,
    may: ['appeal.supervise', 'appeal.strikeOff'],
  },
  { path: '/ledger', zh: '台账', en: 'Ledger', icon: <TableOutlined />, onPhone: true, may: ['appeal.read'] },
  {
    path: '/wall',
    zh: '大屏',
    en: 'Wall',
    icon: <FundProjectionScreenOutlined />,
    onPhone: true,
    may: ['figures.read'],
  },
  {
    path: '/figures',
    zh: '考核数据',
    en: 'Figures',
    icon: <BarChartOutlined />,
    onPhone: true,
    may: ['figures.read'],
  },
  {
    path: '/strike-off',
    zh: '销号',
    en: 'Strike off',
    icon: <CheckSquareOutlined />,
    may: ['appeal.strikeOff', 'appeal.supervise'],
  },
  {
    path: '/sheets',
    zh: '督办单',
    en: 'Sheets',
    icon: <FileTextOutlined />,
    onPhone: true,
    may: ['sheet.issue', 'sheet.review'],
  },
  {
    path: '/documents',
    zh: '公文',
    en: 'Documents',
    icon: <FileDoneOutlined />,
    onPhone: true,
    may: ['document.read'],
  },
  { path: '/forces', zh: '工作专班', en: 'Task forces', icon: <TeamOutlined />, may: ['appeal.read'] },
  { path: '/thanks', zh: '表扬致谢', en: 'Commendations', icon: <HeartOutlined />, may: ['figures.read'] },
  { path: '/cases', zh: '典型案例', en: 'Cases', icon: <StarOutlined /> },
  { path: '/policies', zh: '政策文件', en: 'Policies', icon: <ReadOutlined /> },
  {
    path: '/reconciliation',
    zh: '对账',
    en: 'Reconciliation',
    icon: <AuditOutlined />,
    // Its differences name tickets.
    may: ['appeal.read'],
    also: 'figures.read',
  },
]

export function Seated() {
  const { me, may } = useSession()
  return (
    <Shell door="command" places={SEATS.filter(s => (!s.may || may(...s.may)) && (!s.also || may(s.also)))}>
      <Switch>
        <Route path="/appeals/:number">
          {({ number }) => <TicketPage number={number} first={FIRST_ACTS} groups={GROUPS} />}
        </Route>
        <Route path="/ledger" component={Ledger} />
        <Route path="/contacts" component={Contacts} />
        <Route path="/late" component={Late} />
        <Route path="/brief" component={Brief} />
        <Route path="/figures" component={Figures} />
        <Route path="/sheets" component={Sheets} />
        <Route path="/steps">{() => <Steps books={may('figures.read')} />}</Route>
        <Route path="/documents" component={Documents} />
        <Route path="/documents/new" component={NewDocument} />
        <Route path="/documents/report/:number">{({ number }) => <NewReport number={number} />}</Route>
        <Route path="/forces/*?" component={Forces} />
        <Route path="/thanks/*?" component={Thanks} />
        <Route path="/cases/*?" component={Cases} />
        <Route path="/policies/*?" component={Library} />
        <Route path="/strike-off" component={StrikeOff} />
        <Route path="/reconciliation" component={Reconciliation} />
        <Route>
          <Redirect to={firstPlaceOf(me)} replace />
        </Route>
      </Switch>
    </Shell>
  )
}
