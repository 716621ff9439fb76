/** The routes of files: uploading, by staff and by the public, and opening. */
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import * as wire from '../../contract/files.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { HOUR } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { tenantCalled } from '../accounts/tenant.ts'
import { countTry } from '../accounts/tries.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { type FileParts, type Kept, receiveFile, type Upload } from './receive-file.ts'
import { type FileRow, fileById, sendFile } from './send-file.ts'

export interface FileRouteParts extends FileParts {
  /** May the actor see the appeal a file belongs to? */
  mayOpen: (actor: Actor, file: FileRow) => Promise<boolean>
}

/** A city hall's or a family's shared address sends no more than this. */
export const PUBLIC_UPLOADS = { kind: 'uploadFrom', most: 60, within: HOUR } as const
/** The frame around a file in a form. */
export const FRAME = 64 * 1024

export const fileRoutes = (parts: FileRouteParts): Route[] => [
  withMultipart(
    route(wire.uploadFile, async ({ actor, query, request }) =>
      upload(parts, request, {
        tenantId: actor.tenantId,
        personId: actor.personId,
        purpose: query.purpose,
        most: parts.files.most,
      }),
    ),
  ),
  withMultipart(
    route(wire.uploadPublicFile, async ({ query, request }) => {
      const tenantId = await tenantCalled(parts.gate, query.tenant)
      if (typeof tenantId !== 'number') return tenantId
      const until = await countTry(parts.gate, tenantId, [{ limit: PUBLIC_UPLOADS, what: request.ip }])
      if (until) return refuse('slow-down', { facts: { until: new Date(until).toISOString() } })
      return upload(parts, request, {
        tenantId,
        personId: null,
        purpose: 'appeal',
        most: parts.files.mostPublic,
      })
    }),
  ),
  route(wire.openFile, async ({ actor, params, request, reply }) => {
    const file = await fileById(parts.db, actor.tenantId, params.id)
    if (!file || !(await maySee(parts, actor, file))) return refuse('not-found')
    return sendFile({ store: parts.files.store, file, original: isOwn(actor, file) }, request, reply)
  }),
]

const isOwn = (actor: Actor, file: FileRow): boolean =>
  actor.kind === 'staff' && file.uploadedBy !== null && file.uploadedBy === actor.personId

/** What isn't attached to anything yet is its uploader's alone. */
const maySee = async ({ mayOpen }: FileRouteParts, actor: Actor, file: FileRow): Promise<boolean> =>
  file.appealId === null && file.holder === null ? isOwn(actor, file) : mayOpen(actor, file)

/** Only these routes take forms. */
export const withMultipart = (r: Route): Route => ({
  ...r,
  register: (app, authenticate) =>
    void app.register(async scope => {
      await scope.register(multipart, {
        throwFileSizeLimit: false,
        limits: { files: 1, fields: 5, parts: 6 },
      })
      r.register(scope, authenticate)
    }),
})

async function upload(
  parts: FileParts,
  request: FastifyRequest,
  given: Omit<Upload, 'name' | 'content'>,
): Promise<Kept | Refusal> {
  if (Number(request.headers['content-length'] ?? 0) > given.most + FRAME)
    return refuse('file-too-large', { field: 'file', facts: { most: given.most } })
  if (!request.isMultipart())
    throw new InvalidInput(
      'file',
      '请以 multipart/form-data 上传。',
      'send the file as multipart/form-data',
      415,
    )
  const file = await request.file({ limits: { fileSize: given.most + 1 } })
  if (!file) throw new InvalidInput('file', '没有文件。', 'there is no file in the form', 400)
  return receiveFile(parts, { ...given, name: file.filename, content: file.file })
}
