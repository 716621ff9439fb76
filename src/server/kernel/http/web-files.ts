/** The files that browsers load, as the build left them: their addresses, and serving them. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import serveFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export const WEB_FOLDER = fileURLToPath(new URL('../../../../dist/web', import.meta.url))

interface Built {
  file: string
  css?: string[]
  imports?: string[]
}

/** What the build made of one source file. */
export interface Entry {
  href: string
  /** Stylesheets that belong to it. */
  styles: string[]
  /** Scripts it will ask for at once. */
  preloads: string[]
}

export interface WebFiles {
  /** Of a source file by its path in the project, e.g. `src/pages/style.css`; null while nothing is built. */
  entry: (source: string) => Entry | null
  /** The address alone; empty while nothing is built. */
  href: (source: string) => string
  /** What was built of it, to be sent under another address; null while nothing is built. */
  text: (source: string) => string | null
}

const at = (file: string): string => `/${file}`

/** Reads the manifest when it is new: a build while the server runs is served at once. */
export function openWebFiles(folder: string = WEB_FOLDER): WebFiles {
  const path = join(folder, '.vite/manifest.json')
  let manifest: Record<string, Built> = {}
  let writtenAt = 0

  function refresh(): void {
    const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (at === writtenAt) return
    manifest = at === 0 ? {} : JSON.parse(readFileSync(path, 'utf8'))
    writtenAt = at
  }
  function entry(source: string): Entry | null {
    refresh()
    const built = manifest[source]
    if (!built) return null
    const parts = [...new Set(withImports(built))]
    return {
      href: at(built.file),
      styles: [...new Set(parts.flatMap(p => p.css ?? []))].map(at),
      preloads: parts.filter(p => p !== built).map(p => at(p.file)),
    }
  }
  const withImports = (built: Built): Built[] => [
    built,
    ...(built.imports ?? []).flatMap(name => withImports(manifest[name]!)),
  ]

  return {
    entry,
    href: source => entry(source)?.href ?? '',
    text(source) {
      refresh()
      const built = manifest[source]
      return built ? readFileSync(join(folder, built.file), 'utf8') : null
    },
  }
}

/** Serves /assets/*, compressed ahead of time. The names carry a hash of the content: a browser keeps them for good. */
export async function serveWebFiles(app: FastifyInstance, folder: string = WEB_FOLDER): Promise<void> {
  if (!existsSync(folder)) return
  await app.register(serveFiles, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
    schemaHide: true,
  })
}
