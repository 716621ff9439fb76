/** The groups of risk words that come with the product; a city's own are shown by their code. */
import { nameOf } from '../text.ts'

const RISK_NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  suicide: ['自杀轻生', 'suicide'],
  crowd: ['群体聚集', 'crowds'],
  petition: ['上访', 'petitioning'],
  violence: ['暴力', 'violence'],
  danger: ['极端天气与险情', 'severe weather and imminent danger'],
  gas: ['燃气与危化品泄漏', 'gas and hazardous leaks'],
  poisoning: ['食品药品安全', 'food and drugs'],
  epidemic: ['疫病', 'epidemics'],
  wages: ['欠薪讨薪', 'unpaid wages'],
  minor: ['未成年人', 'minors'],
  fraud: ['涉众经济', 'fraud on many'],
  foreign: ['涉外', 'foreign affairs'],
  belief: ['民族宗教', 'peoples and religion'],
  conduct: ['干部作风与廉洁', 'conduct of officials'],
}

export const riskName = (group: string): string => nameOf(RISK_NAMES, group)
