/** The door 管理: the city as data, its rules, its accounts, what comes in by file, and whether all is well. */
import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  CloudUploadOutlined,
  FileProtectOutlined,
  HeartOutlined,
  LinkOutlined,
  ProfileOutlined,
  ReadOutlined,
  RobotOutlined,
  SafetyOutlined,
  ScheduleOutlined,
} from '@ant-design/icons'
import { type ComponentType, lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { Permission } from '../../domain/access/roles.ts'
import { type Place, Shell } from '../frame/Shell.tsx'
import { useSession } from '../session.tsx'
import { NotYours } from './NotYours.tsx'
import './admin.css'

interface AdminPlace extends Place {
  may: readonly Permission[]
  page: ComponentType
}

const PLACES: readonly AdminPlace[] = [
  {
    path: '/system',
    zh: '运行状况',
    en: 'Health',
    icon: <HeartOutlined />,
    onPhone: true,
    may: ['system.health'],
    page: lazy(() => import('./system/SystemPage.tsx').then(m => ({ default: m.SystemPage }))),
  },
  {
    path: '/directory',
    zh: '名录',
    en: 'Directory',
    icon: <ApartmentOutlined />,
    onPhone: true,
    may: ['directory.read'],
    page: lazy(() => import('./directory/DirectoryPage.tsx').then(m => ({ default: m.DirectoryPage }))),
  },
  {
    path: '/catalogue',
    zh: '责任清单',
    en: 'Catalogue',
    icon: <ProfileOutlined />,
    may: ['directory.read'],
    page: lazy(() => import('./catalogue/CataloguePage.tsx').then(m => ({ default: m.CataloguePage }))),
  },
  {
    path: '/policies',
    zh: '政策文件',
    en: 'Policies',
    icon: <ReadOutlined />,
    may: ['directory.read'],
    page: lazy(() => import('../parts/library/Library.tsx').then(m => ({ default: m.Library }))),
  },
  {
    path: '/rules',
    zh: '规则',
    en: 'Rules',
    icon: <ScheduleOutlined />,
    onPhone: true,
    may: ['rules.edit'],
    page: lazy(() => import('./rules/RulesPage.tsx').then(m => ({ default: m.RulesPage }))),
  },
  {
    path: '/documents',
    zh: '公文设置',
    en: 'Documents',
    icon: <FileProtectOutlined />,
    may: ['document.settings'],
    page: lazy(() => import('./documents/DocumentsPage.tsx').then(m => ({ default: m.DocumentsPage }))),
  },
  {
    path: '/calendar',
    zh: '日历',
    en: 'Calendar',
    icon: <CalendarOutlined />,
    may: ['directory.read'],
    page: lazy(() => import('./calendar/CalendarPage.tsx').then(m => ({ default: m.CalendarPage }))),
  },
  {
    path: '/accounts',
    zh: '账号与角色',
    en: 'Accounts and roles',
    icon: <SafetyOutlined />,
    onPhone: true,
    may: ['account.edit', 'account.grant'],
    page: lazy(() => import('./accounts/AccountsPage.tsx').then(m => ({ default: m.AccountsPage }))),
  },
  {
    path: '/imports',
    zh: '导入',
    en: 'Imports',
    icon: <CloudUploadOutlined />,
    may: ['import'],
    page: lazy(() => import('./imports/ImportsPage.tsx').then(m => ({ default: m.ImportsPage }))),
  },
  {
    path: '/webhooks',
    zh: '推送',
    en: 'Webhooks',
    icon: <LinkOutlined />,
    may: ['webhook.edit'],
    page: lazy(() => import('./webhooks/WebhooksPage.tsx').then(m => ({ default: m.WebhooksPage }))),
  },
  {
    path: '/robots',
    zh: '机器人与外呼',
    en: 'Robots and calls',
    icon: <RobotOutlined />,
    may: ['webhook.edit'],
    page: lazy(() => import('./robots/RobotsPage.tsx').then(m => ({ default: m.RobotsPage }))),
  },
  {
    path: '/views',
    zh: '查看记录',
    en: 'Who looked',
    icon: <AuditOutlined />,
    onPhone: true,
    may: ['log.read'],
    page: lazy(() => import('./views/ViewsPage.tsx').then(m => ({ default: m.ViewsPage }))),
  },
]

export function Admin() {
  const { may } = useSession()
  const open = PLACES.filter(p => may(...p.may))
  return (
    <Shell door="admin" places={open}>
      <Switch>
        {PLACES.map(p => (
          <Route key={p.path} path={`${p.path}/*?`}>
            {open.includes(p) ? <p.page /> : <NotYours {...p} />}
          </Route>
        ))}
        <Route>{open[0] ? <Redirect to={open[0].path} replace /> : <NotYours {...PLACES[0]!} />}</Route>
      </Switch>
    </Shell>
  )
}
