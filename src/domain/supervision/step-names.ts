/** What people read for the steps of the ladder, how they are taken, when, and whom they reach. */
import type { Mode, Rung, Step } from './ladder.ts'

type Name = readonly [zh: string, en: string]

/** In the order of their weight. */
export const STEP_NAMES: Record<Step, Name> = {
  reminder: ['提醒', 'reminder'],
  greenUrge: ['绿色催办单', 'green urging sheet'],
  yellowUrge: ['黄色催办单', 'yellow urging sheet'],
  call: ['自动电话督办', 'automatic call'],
  redSupervise: ['红色督办单', 'red supervision order'],
  joint: ['联合督办', 'joint supervision'],
  leader: ['领导督办', "a leader's supervision"],
  accountability: ['执纪问责', 'accountability'],
}

/** To whom a step goes. */
export const REACHES: Record<Step, Name> = {
  reminder: ['经办人、单位领导和联络员', 'the handler, the unit’s leaders and liaisons'],
  greenUrge: ['承办单位，须签收、反馈', 'the unit, which signs for it and answers'],
  yellowUrge: ['承办单位，须签收、反馈', 'the unit, which signs for it and answers'],
  call: ['经办人，再依次单位领导', 'the handler, then the unit’s leaders'],
  redSupervise: ['承办单位，须签收、反馈', 'the unit, which signs for it and answers'],
  joint: ['主办和协办单位；列为重点事项', 'all units at work; the matter becomes a key one'],
  leader: ['市领导；列为疑难复杂事项', 'the city’s leaders; the matter becomes a complex one'],
  accountability: ['市领导；列为疑难复杂事项', 'the city’s leaders; the matter becomes a complex one'],
}

export const MODE_NAMES: Record<Mode, Name> = {
  automatic: ['自动', 'by itself'],
  proposed: ['拟发，人来定', 'proposed'],
  off: ['关闭', 'off'],
}

export const TRIGGER_NAMES: Record<Rung['at'], Name> = {
  green: ['绿灯亮时', 'when it turns green'],
  yellow: ['黄灯亮时', 'when it turns yellow'],
  due: ['到期时', 'at the due moment'],
  overdue: ['逾期后', 'once overdue'],
}
