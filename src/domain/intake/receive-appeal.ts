/** 受理: a contact becomes an appeal with a number, a limit class and its first clock. */
import { mayFor } from '../access/actor.ts'
import type { Directory } from '../directory/directory.ts'
import { classify } from '../policy/traits.ts'
import { newAppeal } from '../record/blank.ts'
import { startClock } from '../record/clocks.ts'
import type { Context, Decision } from '../record/context.ts'
import { type ContactRow, Draft, type IdentityInput } from '../record/draft.ts'
import { pointText, shownWordsOf } from '../record/shown-words.ts'
import { noChildren } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { numberOf } from '../text/digits.ts'
import { redact } from '../text/redact.ts'
import { dayOfNumber } from '../time/day.ts'
import { dayNumberAt } from '../time/zone.ts'
import type { Intent, Kind, Severity, Urgency } from '../vocabulary.ts'

export interface Place {
  address?: string
  regionId?: number
  gridId?: number
  lng?: number
  lat?: number
}

/** The five elements 五要素 and what else is known when an appeal arrives. Texts are plain already. */
export interface ReceiveInput {
  channelId: number
  kind: Kind
  intent: Intent
  title: string
  content: string
  purpose?: string
  categoryId?: number
  urgency?: Urgency
  severity?: Severity
  tags?: string[]
  /** Groups of risk words found in the text. */
  risks?: string[]
  place?: Place
  happenedAt?: number
  receivedAt?: number
  appellant?: IdentityInput
  anonymous?: boolean
  confidential?: boolean
  wantsVisit?: boolean
  organisationId?: number
  /** The sub-unit a delegate speaks for (XA-24). */
  onBehalfOf?: string
  externalPlatform?: string
  externalId?: string
  fileIds?: number[]
  /** Ids of the earlier appeals of the same person about the same matter, within the rules' window. */
  repeatOf?: readonly number[]
  search?: SearchText
  parentId?: number
  splitFromId?: number
  reopenedFromId?: number
}

/** What an appeal is found by: redacted text, and its words and bands when they are known already. */
export interface SearchText {
  text: string
  words?: readonly string[]
  bands?: readonly number[]
}

/** The redacted text that is indexed: title, content and address. */
export const searchTextOf = ({
  title,
  content,
  place,
}: Pick<ReceiveInput, 'title' | 'content' | 'place'>): string =>
  redact([title, content, place?.address ?? ''].join('\n'))

function whyNot(input: ReceiveInput, { actor, directory }: Context, ownerUnitId: number): Refusal | null {
  const channel = directory.channels.get(input.channelId)
  if (!channel?.active) return refuse('no-such-channel', { field: 'channelId' })
  if (actor.kind === 'staff' && !mayFor(actor, 'contact.take', ownerUnitId, directory.units))
    return refuse('not-permitted')
  if (input.categoryId !== undefined && !directory.categories.get(input.categoryId)?.active)
    return refuse('no-such-category', { field: 'categoryId' })
  if (input.organisationId !== undefined && !directory.organisationKinds.has(input.organisationId))
    return refuse('no-such-organisation', { field: 'organisationId' })
  return whyNotPlace(input.place ?? {}, directory, 'place.')
}

/** Region and grid must be of the tenant, and the grid in the region; `path` leads to their fields. */
export function whyNotPlace(
  { regionId, gridId }: { regionId?: number | undefined; gridId?: number | undefined },
  { regions, grids }: Pick<Directory, 'regions' | 'grids'>,
  path: string,
): Refusal | null {
  if (regionId !== undefined && !regions.has(regionId))
    return refuse('no-such-region', { field: `${path}regionId` })
  if (gridId === undefined) return null
  const grid = grids.get(gridId)
  if (!grid) return refuse('no-such-grid', { field: `${path}gridId` })
  const elsewhere =
    regionId !== undefined && grid.regionId !== null && !isWithin(grid.regionId, regionId, regions)
  return elsewhere ? refuse('no-such-grid', { field: `${path}gridId` }) : null
}

function isWithin(id: number, top: number, regions: Directory['regions']): boolean {
  const seen = new Set<number>()
  for (let at: number | null = id; at !== null && !seen.has(at); at = regions.get(at)?.parentId ?? null) {
    if (at === top) return true
    seen.add(at)
  }
  return false
}

/** `contact` is the arrival it comes from, already settled as 'appeal'; null for what is split off, which didn't arrive. */
export function receiveAppeal(
  input: ReceiveInput,
  context: Context,
  appealId: number,
  contact: ContactRow | null,
): Decision {
  const { directory, policy, now, actor } = context
  const channel = directory.channels.get(input.channelId)
  const ownerUnitId = channel?.ownerUnitId ?? directory.units.root.id
  const refusal = whyNot(input, context, ownerUnitId)
  if (refusal) return refusal
  const receivedAt = input.receivedAt ?? now
  const day = dayOfNumber(dayNumberAt(context.calendar.zone, receivedAt))
  const number = numberOf({ region: directory.regionCode, day, channel: channel!.digits, sequence: appealId })
  const { place = {}, appellant } = input
  const confidential = input.confidential ?? false
  const appeal = newAppeal({
    number,
    kind: input.kind,
    intent: input.intent,
    channelId: input.channelId,
    ownerUnitId,
    receivedAt,
    policyVersion: policy.version,
    ...shownWordsOf(textsOf(input), confidential),
    categoryId: input.categoryId ?? null,
    urgency: input.urgency ?? 'general',
    severity: input.severity ?? 'small',
    tags: input.tags ?? [],
    risks: input.risks ?? [],
    // A grid lies in one region, which need not be said.
    regionId:
      place.regionId ??
      (place.gridId === undefined ? null : (directory.grids.get(place.gridId)?.regionId ?? null)),
    gridId: place.gridId ?? null,
    happenedAt: input.happenedAt ?? null,
    anonymous: input.anonymous ?? !appellant,
    confidential,
    wantsVisit: input.wantsVisit ?? true,
    organisationId: input.organisationId ?? null,
    externalPlatform: input.externalPlatform ?? null,
    externalId: input.externalId ?? null,
    repeats: input.repeatOf?.length ?? 0,
    parentId: input.parentId ?? null,
    splitFromId: input.splitFromId ?? null,
    reopenedFromId: input.reopenedFromId ?? null,
  })
  appeal.limitClass = classify(appeal, directory, policy)
  const draft = new Draft(
    {
      tenantId: actor.tenantId || directory.tenantId,
      id: appealId,
      version: 0,
      appeal,
      ...noChildren(),
    },
    now,
    true,
  )
  const facts = {
    ...(contact && { contactId: contact.id }),
    ...(input.fileIds?.length && { files: input.fileIds }),
  }
  draft.step('appeal.received', { at: receivedAt, facts, texts: textsOf(input) }, t => {
    startClock(t, { kind: 'dispatch', unitId: ownerUnitId, startedAt: receivedAt }, context)
    if (policy.rules.clockStart === 'acceptance')
      startClock(t, { kind: 'closure', unitId: ownerUnitId, startedAt: receivedAt }, context)
  })
  if (input.repeatOf?.length)
    draft.step('appeal.repeated', { facts: { of: input.repeatOf, times: input.repeatOf.length + 1 } })
  // What arrives as a ticket has the id of its platform; what was begun before has that of its channel.
  const platform = contact?.version === 1 ? (input.externalPlatform ?? null) : null
  if (contact) draft.beside.contact = { ...contact, external_platform: platform }
  if (appellant && Object.values(appellant).some(Boolean)) draft.beside.identity = appellant
  // A confidential report is not indexed at all.
  if (!confidential) {
    const { text, words, bands } = input.search ?? { text: searchTextOf(input) }
    draft.beside.searchText = text
    if (words && bands) draft.beside.searchWords = { words, bands }
  }
  return draft.change()
}

const textsOf = (input: ReceiveInput): Record<string, string> => {
  const point = pointText(input.place)
  return {
    title: input.title,
    content: input.content,
    ...(input.purpose && { purpose: input.purpose }),
    ...(input.place?.address && { address: input.place.address }),
    ...(point && { point }),
    ...(input.onBehalfOf && { onBehalfOf: input.onBehalfOf }),
  }
}
