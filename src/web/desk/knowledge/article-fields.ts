/** An article between the form and the wire: local times there, moments here. */
import type { Answer, Input } from '../../api.ts'

export interface Filled {
  title: string
  body: string
  ownerUnitId: number
  categoryId?: number
  validFrom?: string
  validUntil?: string
  documentNumber?: string
  issuedOn?: string
  issuers?: number[]
  state: 'draft' | 'published' | 'withdrawn'
}

/** A moment as a local time of the browser's field. */
function localOf(at: string | null): string | undefined {
  if (at === null) return undefined
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function filledOf(a: Answer<'readArticle'> | undefined, unitId: number | undefined): Partial<Filled> {
  if (!a) return { state: 'draft', ...(unitId && { ownerUnitId: unitId }) }
  const validFrom = localOf(a.validFrom)
  const validUntil = localOf(a.validUntil)
  return {
    title: a.title,
    body: a.body,
    ownerUnitId: a.owner.id,
    issuers: a.issuers.map(i => i.id),
    state: a.state,
    ...(a.categoryId && { categoryId: a.categoryId }),
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    ...(a.documentNumber && { documentNumber: a.documentNumber }),
    ...(a.issuedOn && { issuedOn: a.issuedOn }),
  }
}

const moment = (local: string | undefined): string | null => (local ? new Date(local).toISOString() : null)

export function sentOf(f: Filled): Input<'createArticle'>['body'] {
  const validFrom = moment(f.validFrom)
  return {
    title: f.title,
    body: f.body,
    ownerUnitId: f.ownerUnitId,
    categoryId: f.categoryId ?? null,
    validUntil: moment(f.validUntil),
    documentNumber: f.documentNumber || null,
    issuedOn: f.issuedOn || null,
    issuers: f.issuers ?? [],
    state: f.state,
    ...(validFrom && { validFrom }),
  }
}
