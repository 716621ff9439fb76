/** A new appeal before anything happened to it. */
import type { Appeal } from './state.ts'

/** What has to be known of every appeal from the start. */
export type Given = Pick<
  Appeal,
  'number' | 'kind' | 'intent' | 'channelId' | 'ownerUnitId' | 'receivedAt' | 'policyVersion'
> &
  Partial<Appeal>

const BLANK = {
  stage: 'received',
  stageBefore: null,
  externalPlatform: null,
  externalId: null,
  title: null,
  categoryId: null,
  urgency: 'general',
  severity: 'small',
  level: 'general',
  limitClass: 'general',
  tags: [],
  risks: [],
  regionId: null,
  gridId: null,
  address: null,
  lng: null,
  lat: null,
  happenedAt: null,
  organisationId: null,
  anonymous: false,
  confidential: false,
  wantsVisit: true,
  leadUnitId: null,
  firstUnitId: null,
  parentId: null,
  splitFromId: null,
  reopenedFromId: null,
  mergedIntoId: null,
  dispatchedAt: null,
  contactedAt: null,
  answeredAt: null,
  reviewedAt: null,
  visitedAt: null,
  endedAt: null,
  greenAt: null,
  yellowAt: null,
  dueAt: null,
  askedAt: null,
  hops: 0,
  returns: 0,
  objections: 0,
  reworks: 0,
  extensions: 0,
  repeats: 0,
  reopened: 0,
  result: null,
  cause: null,
  visitResult: null,
  satisfaction: null,
  exemption: null,
  refusalReason: null,
  supervision: null,
  published: false,
  imported: false,
} as const

export const newAppeal = (given: Given): Appeal => ({ ...BLANK, tags: [], risks: [], ...given })
