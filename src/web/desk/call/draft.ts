/** A call as it is being written down: kept on this machine until it is settled. */

import { type Element, missingElements } from '../../../domain/intake/missing.ts'
import type { Intent, Kind, Severity, Urgency } from '../../../domain/vocabulary.ts'
import type { Input } from '../../api.ts'

export interface CallDraft {
  /** The contact at the server, once begun. */
  contactId: number | null
  /** When it was picked up; null before. */
  startedAt: number | null
  channelId: number | null
  phone: string
  name: string
  anonymous: boolean
  confidential: boolean
  wantsVisit: boolean
  organisationId: number | null
  kind: Kind
  intent: Intent
  urgency: Urgency
  severity: Severity
  title: string
  content: string
  purpose: string
  /** As the browser gives a local time. */
  happenedAt: string
  address: string
  regionId: number | null
  categoryId: number | null
  lng: number | null
  lat: number | null
  answer: string
  articleId: number | null
  articleVersion: number | null
  /** Matters of this call that are written down already. */
  done: Receipt[]
}

/** What to read out to the caller. */
export interface Receipt {
  number: string
  queryCode: string | null
  title: string
}

export const BLANK: CallDraft = {
  contactId: null,
  startedAt: null,
  channelId: null,
  phone: '',
  name: '',
  anonymous: false,
  confidential: false,
  wantsVisit: true,
  organisationId: null,
  kind: 'help',
  intent: 'request',
  urgency: 'general',
  severity: 'small',
  title: '',
  content: '',
  purpose: '',
  happenedAt: '',
  address: '',
  regionId: null,
  categoryId: null,
  lng: null,
  lat: null,
  answer: '',
  articleId: null,
  articleVersion: null,
  done: [],
}

/** Is there anything that would be a pity to lose? */
export const isBegun = (d: CallDraft): boolean =>
  d.contactId !== null || [d.content, d.title, d.answer, d.phone].some(s => s.trim() !== '')

/** The next matter of the same caller. */
export const nextMatter = (d: CallDraft, receipt: Receipt): CallDraft => ({
  ...BLANK,
  contactId: d.contactId,
  startedAt: d.startedAt,
  channelId: d.channelId,
  phone: d.phone,
  name: d.name,
  anonymous: d.anonymous,
  confidential: d.confidential,
  wantsVisit: d.wantsVisit,
  organisationId: d.organisationId,
  done: [...d.done, receipt],
})

/** What the title is unless somebody writes a better one: the first clause of what was said. */
export function titleOf({ title, content }: Pick<CallDraft, 'title' | 'content'>): string {
  if (title.trim()) return title.trim()
  const [first = '', second = ''] = content.trim().split(/[，。！？；,.!?;\n]+/)
  return (first.length < 6 && second ? `${first}，${second}` : first).slice(0, 40)
}

const local = (text: string): string | undefined => {
  const at = text ? new Date(text) : null
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined
}

export function placeOf(d: CallDraft): NonNullable<Input<'createAppeal'>['body']['place']> | undefined {
  const place = {
    ...(d.address.trim() && { address: d.address.trim() }),
    ...(d.regionId && { regionId: d.regionId }),
    ...(d.lng !== null && d.lat !== null && { lng: d.lng, lat: d.lat }),
  }
  return Object.keys(place).length > 0 ? place : undefined
}

/** Undefined when nothing is known, or nothing is wanted to be. */
export function appellantOf(d: CallDraft): { name?: string; phone?: string } | undefined {
  const person = {
    ...(d.name.trim() && !d.anonymous && { name: d.name.trim() }),
    ...(d.phone.trim() && { phone: d.phone.trim() }),
  }
  return Object.keys(person).length > 0 ? person : undefined
}

/** What is still to be asked for. */
export function missingOf(d: CallDraft): Element[] {
  const place = placeOf(d)
  const appellant = appellantOf(d)
  const happenedAt = local(d.happenedAt)
  return missingElements({
    anonymous: d.anonymous,
    purpose: d.purpose.trim(),
    ...(appellant && { appellant }),
    ...(happenedAt && { happenedAt: Date.parse(happenedAt) }),
    ...(place && { place }),
    ...(d.categoryId && { categoryId: d.categoryId }),
  })
}

/** One matter of the call, as it is sent. */
const matterOf = (d: CallDraft) => {
  const place = placeOf(d)
  return {
    title: titleOf(d),
    content: d.content.trim(),
    kind: d.kind,
    urgency: d.urgency,
    severity: d.severity,
    ...(d.categoryId && { categoryId: d.categoryId }),
    ...(place && { place }),
  }
}

export function appealOf(d: CallDraft, channelId: number): Input<'createAppeal'>['body'] {
  const appellant = appellantOf(d)
  const happenedAt = local(d.happenedAt)
  return {
    ...matterOf(d),
    channelId,
    intent: d.intent,
    anonymous: d.anonymous,
    confidential: d.confidential,
    wantsVisit: d.wantsVisit,
    ...(d.purpose.trim() && { purpose: d.purpose.trim() }),
    ...(happenedAt && { happenedAt }),
    ...(appellant && { appellant }),
    ...(d.organisationId && { organisationId: d.organisationId }),
    ...(d.contactId && { contactId: d.contactId }),
  }
}

/** A further matter of a call whose first has become a ticket. */
export const partOf = (d: CallDraft): Input<'splitAppeal'>['body'] => ({ parts: [matterOf(d)] })
