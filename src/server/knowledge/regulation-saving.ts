/** Puts a policy document into the library and saves its next version, with the file that belongs to it. */
import type * as wire from '../../contract/regulations.ts'
import type { InputOf } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { dayProblem, whyNotSaveRegulation } from '../../domain/knowledge/regulation.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import type { Queryable } from '../kernel/database.ts'
import { holdFile } from '../kernel/held-files.ts'
import { InvalidInput, Refused } from '../kernel/http/problems.ts'
import type { Call } from '../kernel/http/route.ts'
import { lineFrom } from '../kernel/http/written.ts'
import { keepUnder } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import {
  insertRegulation,
  type RegulationWriting,
  regulationBy,
  type Saved,
  updateRegulation,
} from './regulations.ts'

type SavingParts = Pick<Parts, 'db' | 'words' | 'tenants' | 'now'>
type Given = Partial<InputOf<typeof wire.changeRegulation>['body']>

export async function createRegulation(
  parts: SavingParts,
  actor: Actor,
  { code, ...given }: InputOf<typeof wire.createRegulation>['body'],
): Promise<Saved | Refusal> {
  const { issuedOn } = given
  const blank = {
    inForceFrom: issuedOn,
    number: null,
    repealedOn: null,
    replacedById: null,
    body: '',
    fileId: null,
  }
  const writing = writingFrom({ ...blank, ...given })
  return committed(parts, actor, writing, null, async tx => {
    const saved = await insertRegulation(tx, parts.words, { code, writing }, savingOf(parts, actor))
    return saved ?? refuse('already-exists', { field: 'code' })
  })
}

export async function saveRegulation(
  parts: SavingParts,
  call: Call<typeof wire.changeRegulation>,
): Promise<Saved | Refusal> {
  const { actor, params, body, ifMatch } = call
  const before = await regulationBy(parts.db.kysely, actor.tenantId, params)
  if (!before) return refuse('not-found')
  if (ifMatch === undefined) return refuse('version-needed', { field: 'If-Match' })
  const writing = writingFrom({ ...before, ...body })
  if (writing.replacedById === before.id) return refuse('no-such-regulation', { field: 'replacedById' })
  return committed(parts, actor, writing, before, async tx => {
    const saved =
      ifMatch === before.version
        ? await updateRegulation(tx, parts.words, { before, writing }, savingOf(parts, actor))
        : null
    if (!saved) return refuse('changed-meanwhile', { facts: { version: before.version } })
    await keepUnder(tx, call, saved)
    return saved
  })
}

/** All or nothing: what is refused at the end leaves nothing behind. */
async function committed(
  { db, tenants }: SavingParts,
  actor: Actor,
  writing: RegulationWriting,
  before: RegulationWriting | null,
  write: (tx: Queryable) => Promise<Saved | Refusal>,
): Promise<Saved | Refusal> {
  const { tenantId, personId } = actor
  const { units } = (await tenants.get(tenantId)).directory
  const refusal = whyNotSaveRegulation(before, writing, actor, units)
  if (refusal) return refusal
  const committing = db.kysely.transaction().execute(async tx => {
    const { replacedById, fileId } = writing
    if (replacedById !== null && !(await regulationBy(tx, tenantId, { id: replacedById })))
      throw new Refused(refuse('no-such-regulation', { field: 'replacedById' }))
    const saved = await write(tx)
    if (isRefusal(saved)) throw new Refused(saved)
    if (fileId === null || fileId === before?.fileId) return saved
    const held = { fileId, by: personId, holder: 'regulation', holderId: saved.id } as const
    if (!(await holdFile(tx, tenantId, held))) throw new Refused(refuse('no-such-file', { field: 'fileId' }))
    return saved
  })
  return committing.catch(error => {
    if (error instanceof Refused) return error.refusal
    throw error
  })
}

/** Throws InvalidInput for blank texts, for a document without a text and without a file, and for days that can't be. */
function writingFrom(
  given: Given & Omit<RegulationWriting, 'ownerUnitId'> & { ownerUnitId: number },
): RegulationWriting {
  const {
    title,
    number,
    issuer,
    issuedOn,
    inForceFrom,
    repealedOn,
    replacedById,
    scope,
    ownerUnitId,
    body,
    fileId,
  } = given
  const wrong = dayProblem({ issuedOn, inForceFrom, repealedOn })
  if (wrong) throw new InvalidInput(wrong.field, wrong.zh, wrong.en)
  const text = plainText(body).trim()
  if (text === '' && fileId === null)
    throw new InvalidInput('body', '正文和附件至少有一样。', 'there must be a text or a file')
  return {
    title: lineFrom(title, 'title'),
    number: number === null ? null : lineFrom(number, 'number'),
    issuer: lineFrom(issuer, 'issuer'),
    ...{ issuedOn, inForceFrom, repealedOn, replacedById, scope, ownerUnitId, fileId, body: text },
  }
}

const savingOf = ({ now }: SavingParts, { tenantId, personId }: Actor) => ({ tenantId, personId, at: now() })
