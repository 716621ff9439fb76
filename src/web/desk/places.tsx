/** The places of the desk: who finds which in the menu, and what waits there. */
import {
  AlertOutlined,
  AuditOutlined,
  BookOutlined,
  CarryOutOutlined,
  GroupOutlined,
  HeartOutlined,
  HomeOutlined,
  InboxOutlined,
  MailOutlined,
  PhoneOutlined,
  PullRequestOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  SolutionOutlined,
  StarOutlined,
  StopOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Permission } from '../../domain/access/roles.ts'
import type { Place } from '../frame/Shell.tsx'
import type { QueueName, Waiting } from './waiting.ts'

export interface DeskPlace {
  path: string
  zh: string
  en: string
  icon: ReactNode
  queue?: QueueName
  /** Any one of them shows it; everybody sees it when left out. */
  may?: readonly Permission[]
  onPhone?: boolean
  /** Who has something waiting there, where others only read. */
  waitsFor?: readonly Permission[]
  /** What to do there, for the first page. */
  about?: readonly [zh: string, en: string]
}

export const PLACES: readonly DeskPlace[] = [
  { path: '/', zh: '今日待办', en: 'Today', icon: <HomeOutlined />, onPhone: true },
  {
    path: '/call',
    zh: '通话',
    en: 'Call',
    icon: <PhoneOutlined />,
    may: ['contact.take'],
    onPhone: true,
  },
  {
    path: '/contacts',
    zh: '未了结来电',
    en: 'Open contacts',
    icon: <InboxOutlined />,
    queue: 'contacts',
    may: ['contact.take'],
    onPhone: true,
    about: ['给答复、单号或理由', 'an answer, a number or a reason'],
  },
  {
    path: '/dispatch',
    zh: '预审与待派',
    en: 'To dispatch',
    icon: <SendOutlined />,
    queue: 'dispatch',
    may: ['appeal.dispatch'],
    onPhone: true,
    about: ['归类、派给主办单位', 'classify, give to a unit'],
  },
  {
    path: '/bursts',
    zh: '扎堆诉求',
    en: 'Bursts',
    icon: <GroupOutlined />,
    may: ['appeal.dispatch'],
  },
  {
    path: '/returns',
    zh: '退单与裁定',
    en: 'Returns, rulings',
    icon: <SwapOutlined />,
    queue: 'returns',
    may: ['appeal.rule'],
    about: ['审核退单，裁定异议', 'decide returns, rule on objections'],
  },
  {
    path: '/requests',
    zh: '申请审批',
    en: 'Requests',
    icon: <PullRequestOutlined />,
    queue: 'requests',
    may: ['approve.extension', 'approve.suspension', 'approve.exception'],
    about: ['延期、挂账、未解决办结、剔除', 'extensions, suspensions, exceptions'],
  },
  {
    path: '/review',
    zh: '审核答复',
    en: 'Review',
    icon: <AuditOutlined />,
    queue: 'review',
    may: ['appeal.review'],
    about: ['答复对照诉求，通过或退回重办', 'accept answers or send them back'],
  },
  {
    path: '/visits',
    zh: '回访',
    en: 'Call-backs',
    icon: <SolutionOutlined />,
    queue: 'visits',
    may: ['appeal.visit'],
    onPhone: true,
    about: ['四个问题，分开问', 'four questions, asked apart'],
  },
  {
    path: '/strike-off',
    zh: '销号',
    en: 'Strike off',
    icon: <CarryOutOutlined />,
    queue: 'strike',
    may: ['appeal.strikeOff'],
    about: ['已回访，可以销号', 'visited, ready to be struck off'],
  },
  {
    path: '/alerts',
    zh: '重复与预警',
    en: 'Repeats, alerts',
    icon: <AlertOutlined />,
    queue: 'alerts',
    may: ['appeal.dispatch', 'appeal.supervise'],
    about: ['重复反映、风险词、并单', 'repeats, risk words, merging'],
  },
  {
    path: '/quality',
    zh: '质检',
    en: 'Quality',
    icon: <SafetyCertificateOutlined />,
    queue: 'quality',
    may: ['quality.check'],
    about: ['抽样和全部异常', 'a sample, and all that is flagged'],
  },
  {
    path: '/knowledge',
    zh: '知识库',
    en: 'Knowledge',
    icon: <BookOutlined />,
    queue: 'expiring',
    waitsFor: ['knowledge.edit'],
    may: ['knowledge.read'],
    onPhone: true,
    about: ['将到期的知识', 'articles about to expire'],
  },
  { path: '/forces', zh: '工作专班', en: 'Task forces', icon: <TeamOutlined />, may: ['appeal.read'] },
  {
    path: '/thanks',
    zh: '表扬致谢',
    en: 'Commendations',
    icon: <HeartOutlined />,
    may: ['contact.take', 'appeal.visit', 'quality.check'],
  },
  { path: '/cases', zh: '典型案例', en: 'Cases', icon: <StarOutlined /> },
  { path: '/policies', zh: '政策文件', en: 'Policies', icon: <ReadOutlined /> },
  {
    path: '/messages',
    zh: '发件箱',
    en: 'Messages',
    icon: <MailOutlined />,
    queue: 'failed',
    may: ['message.read'],
    about: ['没有发出的消息', 'messages that failed'],
  },
  { path: '/restraints', zh: '限制来电', en: 'Restraints', icon: <StopOutlined />, may: ['appeal.dispatch'] },
]

type Asked = (...permissions: Permission[]) => boolean

export const placesFor = (may: Asked): readonly DeskPlace[] =>
  PLACES.filter(p => p.may === undefined || may(...p.may))

export const withCounts = (
  places: readonly DeskPlace[],
  waiting: Record<QueueName, Waiting>,
): readonly Place[] =>
  places.map(({ path, zh, en, icon, queue, onPhone }) => ({
    path,
    zh,
    en,
    icon,
    ...(queue && { count: waiting[queue].count }),
    ...(onPhone && { onPhone }),
  }))
