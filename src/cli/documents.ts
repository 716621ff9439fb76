/** `./yidan documents`: what was issued, a paper as PDF or Word, and whether a file is what was issued. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { DOCUMENT_KINDS } from '../domain/documents/kinds.ts'
import { hashOf } from '../server/documents/press.ts'
import { type DocumentRow, documentById, documentByNumber, listDocuments } from '../server/documents/rows.ts'
import { Refused } from '../server/kernel/http/problems.ts'
import { wholeFrom, wordFrom } from './chosen.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { type AtWork, withParts } from './with-parts.ts'

export const documentsCommand: CliCommand = {
  summary: 'List official documents, write one as PDF or Word, verify a file 公文',
  usage:
    'list [--kind K] [--find TEXT] [--rows N] | render NUMBER --pdf FILE | --word FILE | verify FILE [--number NUMBER]',
  help: `list        what was issued, the latest first
render      one document, by its number, as it was frozen: the same file whenever it is made
verify      was this very file made of a document of this installation, and is what it says still what was frozen?
            By the file alone where it was made here before; --number makes that document and compares.
            Exit code 1 when it isn't.

  --kind K    ${DOCUMENT_KINDS.join(', ')}
  --find TEXT part of the number or the title
  --rows N    1 to 100; 30

Example: ./yidan documents render 示督〔2026〕12号 --pdf sheet.pdf`,
  takesWords: true,
  options: {
    kind: { type: 'string' },
    find: { type: 'string' },
    rows: { type: 'string' },
    pdf: { type: 'string' },
    word: { type: 'string' },
    number: { type: 'string' },
    tenant: { type: 'string' },
  },
  run: async call => {
    const [verb, word, ...more] = call.positionals
    const run = VERBS[verb ?? '']
    if (!run || more.length > 0 || (verb === 'list') !== (word === undefined))
      throw new CliError(
        `say list, render NUMBER or verify FILE\nUsage: ./yidan documents ${documentsCommand.usage}`,
        EXIT.usage,
      )
    return withParts(call.values.tenant, at => run(at, call, word ?? ''))
  },
}

/** Each takes the word behind it: nothing, a number, a file. */
const VERBS: Record<string, ((at: AtWork, call: Invocation, word: string) => Promise<Outcome>) | undefined> =
  {
    list,
    render,
    verify,
  }

const lineOf = ({ id, kind, number, title, issuedOn, dataHash }: DocumentRow) => ({
  id,
  kind,
  number,
  title,
  issuedOn,
  hash: dataHash.toString('hex'),
})

async function list({ parts, tenantId }: AtWork, { values }: Invocation): Promise<Outcome> {
  const kind = wordFrom('kind', values.kind, DOCUMENT_KINDS)
  const limit = wholeFrom('rows', values.rows, 30, 100)
  const { units } = (await parts.tenants.get(tenantId)).directory
  const rows = await listDocuments(parts.db, {
    tenantId,
    units: units.all.map(u => u.id),
    kinds: kind ? [kind] : null,
    text: (values.find as string | undefined) ?? null,
    before: null,
    limit,
  })
  return {
    text: rows.map(r => `${r.issuedOn}  ${r.number}  ${r.title}`).join('\n') || 'Nothing was issued.',
    json: { documents: rows.map(lineOf) },
  }
}

async function byNumber({ parts, tenantId }: AtWork, number: string): Promise<DocumentRow> {
  const row = await documentByNumber(parts.db, tenantId, number)
  if (!row) throw new CliError(`there is no document ${number}`, EXIT.input)
  return row
}

async function rendered({ parts, tenantId }: AtWork, id: number, format: 'pdf' | 'docx'): Promise<Buffer> {
  try {
    return Buffer.from((await parts.documents.render(tenantId, id, format)).bytes)
  } catch (error) {
    if (error instanceof Refused) throw new CliError(error.message)
    throw error
  }
}

async function render(at: AtWork, { values }: Invocation, number: string): Promise<Outcome> {
  const { pdf, word } = values as Record<string, string | undefined>
  if ((pdf === undefined) === (word === undefined))
    throw new CliError('say where to: --pdf FILE or --word FILE', EXIT.usage)
  const row = await byNumber(at, number)
  const file = (pdf ?? word)!
  const bytes = await rendered(at, row.id, pdf === undefined ? 'docx' : 'pdf')
  await writeFile(file, bytes).catch(error => {
    throw new CliError(`${file}: ${(error as Error).message}`, EXIT.input)
  })
  return {
    text: `${number} written to ${file} (${bytes.length} bytes).`,
    json: { ...lineOf(row), file, bytes: bytes.length },
  }
}

const BY_FILE = 'SELECT document_id AS id FROM document_file WHERE tenant_id = $1 AND hash = $2'

async function verify(at: AtWork, { values }: Invocation, file: string): Promise<Outcome> {
  const bytes = await readFile(file).catch(error => {
    throw new CliError(`${file}: ${(error as Error).message}`, EXIT.input)
  })
  const number = values.number as string | undefined
  const id = number === undefined ? await knownBy(at, bytes) : (await byNumber(at, number)).id
  const row = id === null ? null : await documentById(at.parts.db, at.tenantId, id)
  const isFile =
    row !== null &&
    (number === undefined || bytes.equals(await rendered(at, row.id, isPdf(bytes) ? 'pdf' : 'docx')))
  // What is printed and what was frozen are compared by the hash that stands on the paper.
  const isFrozen = row !== null && hashOf(row.data).equals(row.dataHash)
  const genuine = isFile && isFrozen
  return {
    exitCode: genuine ? EXIT.ok : EXIT.failed,
    text: genuine
      ? `相符 Genuine: ${row.number} of ${row.issuedOn}, ${row.dataHash.toString('hex')}`
      : `不符 Not genuine: ${row === null ? 'no document of this installation made this file' : isFile ? 'the frozen data was changed' : `it differs from ${row.number}`}`,
    json: { genuine, number: row?.number ?? null, hash: row?.dataHash.toString('hex') ?? null },
  }
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-'

async function knownBy({ parts, tenantId }: AtWork, bytes: Buffer): Promise<number | null> {
  const hash = createHash('sha256').update(bytes).digest()
  const [row] = await parts.db.named<{ id: number }>('document.byFile', BY_FILE, [tenantId, hash])
  return row?.id ?? null
}
