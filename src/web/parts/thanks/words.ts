/** What commendations are called. */
import type { CommendationSource, CommendationState } from '../../../domain/quality/commendation.ts'

type Name = readonly [zh: string, en: string]

export const SOURCE_NAMES: Record<CommendationSource, Name> = {
  higherLevel: ['上级致谢函', 'a higher level'],
  enterprise: ['企业表扬', 'an enterprise'],
  citizen: ['群众表扬', 'a citizen'],
}
export const COMMENDATION_STATE_NAMES: Record<CommendationState, Name> = {
  proposed: ['待核实', 'to be confirmed'],
  confirmed: ['已认定', 'confirmed'],
  dismissed: ['不予认定', 'not counted'],
}
