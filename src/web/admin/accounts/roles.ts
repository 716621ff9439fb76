/** What the roles are called. */
import type { Role } from '../../../domain/access/roles.ts'
import { nameOf } from '../../text.ts'

export const ROLE_TITLES: Record<Role, readonly [string, string]> = {
  agent: ['话务员', 'agent'],
  vendorAgent: ['外包话务员', 'vendor’s agent'],
  gridWorker: ['网格员', 'grid worker'],
  shiftLead: ['班长', 'shift leader'],
  dispatcher: ['派单员', 'dispatcher'],
  qa: ['质检员', 'quality checks'],
  visitor: ['回访员', 'calls back'],
  supervisor: ['督办员', 'supervisor'],
  liaison: ['联络员', 'liaison'],
  handler: ['经办人', 'handler'],
  reviewer: ['审核人', 'reviewer'],
  unitLeader: ['分管领导', 'leader of a unit'],
  cityLeader: ['市领导', 'city leader'],
  centreDirector: ['中心主任', 'director of the centre'],
  knowledgeEditor: ['知识库编辑', 'knowledge editor'],
  sectionClerk: ['网络问政板块专员', 'clerk of a platform’s section'],
  meetingSecretary: ['会议秘书', 'secretary of meetings'],
  unitDelegate: ['单位代表', 'delegate'],
  experiencer: ['体验员', 'experiencer'],
  observer: ['观察员', 'observer'],
  systemAdmin: ['系统管理员', 'system administrator'],
  securityAdmin: ['安全管理员', 'security administrator'],
  auditor: ['审计员', 'auditor'],
}

export const roleName = (role: string): string => nameOf(ROLE_TITLES, role)
