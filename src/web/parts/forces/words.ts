/** What task forces call their things. */
import type { ForceRole, ForceState } from '../../../domain/access/task-force.ts'

type Name = readonly [zh: string, en: string]

export const FORCE_STATE_NAMES: Record<ForceState, Name> = {
  coming: ['未开始', 'not begun'],
  active: ['在运行', 'at work'],
  ended: ['已撤销或到期', 'over'],
}
export const FORCE_ROLE_NAMES: Record<ForceRole, Name> = {
  leader: ['组长', 'leader'],
  deputy: ['副组长', 'deputy'],
  member: ['成员', 'member'],
}
export const FORCE_ACT_NAMES: Record<string, Name> = {
  'taskForce.opened': ['成立', 'set up'],
  'taskForce.changed': ['调整', 'changed'],
  'taskForce.dissolved': ['撤销', 'dissolved'],
}
