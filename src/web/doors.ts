/** The four doors of staff, who may go through which, and where each person begins. */
import type { Permission } from '../domain/access/roles.ts'

export type DoorName = 'desk' | 'unit' | 'command' | 'admin'

interface Door {
  name: DoorName
  zh: string
  en: string
  /** Any one of them opens it. */
  may: readonly Permission[]
}

export const DOORS: readonly Door[] = [
  {
    name: 'desk',
    zh: '话务派单',
    en: 'Desk',
    may: ['contact.take', 'appeal.dispatch', 'appeal.visit', 'knowledge.edit'],
  },
  { name: 'unit', zh: '承办', en: 'Unit', may: ['appeal.handle', 'appeal.sign'] },
  {
    name: 'command',
    zh: '调度',
    en: 'Command',
    may: ['figures.read', 'appeal.supervise', 'appeal.strikeOff'],
  },
  {
    name: 'admin',
    zh: '管理',
    en: 'Administration',
    may: ['directory.edit', 'rules.edit', 'account.edit', 'log.read', 'system.health'],
  },
]

type Asked = (...permissions: Permission[]) => boolean

/** Where somebody's day begins: administrators at their desk, units in their inbox, those who watch at the command. */
export function homeOf(may: Asked): string {
  if (may('account.edit', 'log.read', 'rules.edit')) return '/admin'
  if (may('appeal.handle', 'appeal.sign')) return '/unit'
  if (may('appeal.supervise')) return '/command'
  if (may('contact.take', 'appeal.visit', 'knowledge.edit')) return '/desk'
  return may('figures.read') ? '/command' : '/desk'
}
