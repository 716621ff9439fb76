/** `./yidan export replies`: the answers that go back to a platform, as CSV in its own columns. */
import { type FileHandle, open } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import { openTenants } from '../server/directory/tenants.ts'
import { openReplies, type PlatformReply } from '../server/exchange/platform-replies.ts'
import { replySeen } from '../server/exchange/routes.ts'
import type { Installation } from '../server/installation.ts'
import { CliError, EXIT, type Outcome } from './command.ts'
import { tenantFor } from './tenant.ts'

export const REPLY_FIELDS = ['messageId', 'number', 'kind', 'at', 'unit', 'text', 'id'] as const
type ReplyField = (typeof REPLY_FIELDS)[number]
type ReplyColumn = readonly [header: string, field: ReplyField]

const PAGE = 500

/** Options as they stand on the command line: platform, out, columns, after, tenant. */
export type RepliesOptions = Record<string, string | undefined>

export async function exportReplies(installation: Installation, options: RepliesOptions): Promise<Outcome> {
  const { platform, out } = options
  if (!platform || !out) throw new CliError('replies needs --platform and --out', EXIT.usage)
  const columns = columnsFrom(options.columns)
  const after = Number(options.after ?? 0)
  if (!Number.isSafeInteger(after) || after < 0)
    throw new CliError('--after takes the id of an answer', EXIT.usage)
  const { id: tenantId } = await tenantFor(installation, options.tenant)
  const seen = await wordedAs(installation, tenantId)
  const file = await open(out, 'w', 0o600)
  const written = { replies: 0, last: after }
  try {
    await put(file, [columns.map(([header]) => header)])
    for await (const page of pagesOf(installation, { tenantId, platform, after })) {
      await put(
        file,
        page.map(seen).map(reply => columns.map(([, field]) => reply[field] ?? '')),
      )
      written.replies += page.length
      written.last = page.at(-1)?.id ?? written.last
    }
  } finally {
    await file.close()
  }
  const text = `${written.replies} answers for ${platform} written to ${out}.`
  return { text, json: { platform, out, ...written } }
}

/** `留言编号=messageId,答复=text`, or fields under their own names. */
function columnsFrom(text: string | undefined): ReplyColumn[] {
  if (text === undefined) return REPLY_FIELDS.map(f => [f, f])
  return text.split(',').map(part => {
    const [header = '', field = header] = part.split('=')
    if (!(REPLY_FIELDS as readonly string[]).includes(field))
      throw new CliError(`--columns: '${field}' is not one of ${REPLY_FIELDS.join(', ')}`, EXIT.usage)
    return [header, field as ReplyField]
  })
}

async function wordedAs({ db }: Installation, tenantId: number) {
  const tenants = openTenants(db)
  try {
    return replySeen((await tenants.get(tenantId)).policy.rules.refusals.reasons)
  } finally {
    tenants.close()
  }
}

const put = (file: FileHandle, rows: unknown[][]) => file.write(stringify(rows, { escape_formulas: true }))

async function* pagesOf(
  { db }: Installation,
  from: { tenantId: number; platform: string; after: number },
): AsyncGenerator<PlatformReply[]> {
  for (let after = from.after; ; ) {
    const page = await openReplies(db, { ...from, after, limit: PAGE })
    yield page
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}
