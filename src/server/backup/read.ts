/** Reads a backup: first all of it, to know that it is whole, before anybody writes anything from it. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { ArchiveBroken } from './broken.ts'
import { type Manifest, manifestFrom } from './manifest.ts'
import { type TarEntry, tarEntries } from './tar.ts'

/** The files of an archive in their order. Throws ArchiveBroken where it is cut off or altered. */
export const entriesOf = (path: string): AsyncGenerator<TarEntry> => tarEntries(unpacked(path))

async function* unpacked(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  file.on('error', error => gunzip.destroy(error))
  try {
    yield* file.pipe(gunzip) as AsyncIterable<Buffer>
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw code.startsWith('Z_') ? new ArchiveBroken(`it is cut off or altered (${message})`) : error
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

/** The table a piece belongs to, or null for another file. */
export const tableOf = (name: string): string | null =>
  /^tables\/([a-z0-9_]+)\/\d+\.copy$/.exec(name)?.[1] ?? null

/** The path of a stored file below files/, or null for another file. Throws when it would lead elsewhere. */
export function storedPathOf(name: string): string | null {
  if (!name.startsWith('files/')) return null
  const path = name.slice('files/'.length)
  if (path.split(/[/\\]/).some(part => part === '..' || part === ''))
    throw new ArchiveBroken(`it names a file ${name}`)
  return path
}

export interface Checked {
  manifest: Manifest
  secret: string | null
}

/** Reads an archive to its end. Throws ArchiveBroken unless everything in it is as its manifest says. */
export async function checkArchive(
  path: string,
  progress: (message: string, done?: number) => void,
): Promise<Checked> {
  const tables = new Map<string, Hash>()
  const files = { count: 0, bytes: 0, hash: createHash('sha256') }
  let manifest: Manifest | null = null
  let secret: string | null = null
  let read = 0
  for await (const entry of entriesOf(path)) {
    if (manifest) throw new ArchiveBroken(`${entry.name} follows after its manifest`)
    const hash = hashFor(entry, tables, files)
    const small: Buffer[] = []
    for await (const chunk of entry.content()) {
      hash?.update(chunk)
      if (!hash) small.push(chunk)
      read += chunk.length
    }
    progress('checking the archive, MB', Math.floor(read / 1e6))
    const text = Buffer.concat(small).toString('utf8')
    if (entry.name === 'manifest.json') manifest = manifestFrom(text)
    if (entry.name === 'secret') secret = text
  }
  if (!manifest) throw new ArchiveBroken('it has no manifest: it is cut off, or no backup')
  compare(manifest, tables, files)
  return { manifest, secret }
}

interface Files {
  count: number
  bytes: number
  hash: Hash
}

function hashFor({ name, size }: TarEntry, tables: Map<string, Hash>, files: Files): Hash | null {
  const table = tableOf(name)
  if (table) {
    const hash = tables.get(table) ?? createHash('sha256')
    tables.set(table, hash)
    return hash
  }
  if (storedPathOf(name) !== null) {
    files.count += 1
    files.bytes += size
    return files.hash.update(`${name}\n${size}\n`)
  }
  if (name !== 'manifest.json' && name !== 'secret')
    throw new ArchiveBroken(`it holds an unknown file ${name}`)
  return null
}

function compare(manifest: Manifest, tables: Map<string, Hash>, files: Files): void {
  for (const { name, sha256 } of manifest.tables)
    if ((tables.get(name) ?? createHash('sha256')).digest('hex') !== sha256)
      throw new ArchiveBroken(`table ${name} in it is not as its manifest says`)
  const strange = [...tables.keys()].find(name => !manifest.tables.some(t => t.name === name))
  if (strange) throw new ArchiveBroken(`its manifest does not know table ${strange}`)
  if (files.count !== manifest.files.count || files.hash.digest('hex') !== manifest.files.sha256)
    throw new ArchiveBroken('its stored files are not as its manifest says')
}
