/** Builds the web pages when they are missing or older than their sources (`npm run build`, and the first `npm start`). */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { WEB_FOLDER } from './kernel/http/web-files.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const STAMP = join(WEB_FOLDER, 'built.txt')
const SOURCES = ['src/web', 'src/pages', 'src/domain', 'src/contract']
const SINGLE = ['vite.config.ts', 'package-lock.json']

/** A hash over every source the pages are built from. */
async function sourcesHash(): Promise<string> {
  const listed = await Promise.all(
    SOURCES.map(async folder =>
      (await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }))
        .filter(f => f.isFile() && !/\.(test|testing)\.tsx?$/.test(f.name))
        .map(f => join(f.parentPath, f.name)),
    ),
  )
  const hash = createHash('sha256')
  for (const file of [...listed.flat().sort(), ...SINGLE.map(f => join(ROOT, f))])
    hash.update(file.slice(ROOT.length)).update(await readFile(file))
  return hash.digest('hex')
}

/** Is there nothing to build? In an installation without the build tools the pages that came with it are used as they are. */
async function isBuilt(hash: string): Promise<boolean> {
  if (!existsSync(STAMP)) return false
  return (await readFile(STAMP, 'utf8')) === hash || !canBuild()
}

function canBuild(): boolean {
  try {
    return import.meta.resolve('vite') !== ''
  } catch {
    return false
  }
}

/**
 * Builds if need be, in a process of its own: what building takes of memory would stay with the server. Answers whether it
 * did. Throws when there are neither pages nor the tools to build them.
 */
export async function buildWeb(log: (message: string) => void = () => {}): Promise<boolean> {
  if (await isBuilt(await sourcesHash())) return false
  if (!canBuild())
    throw new Error(
      'the web pages are not built: run `npm ci && npm run build` with development dependencies',
    )
  log('building the web pages')
  await promisify(execFile)(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url)])
  return true
}

async function build(): Promise<void> {
  const hash = await sourcesHash()
  if (await isBuilt(hash)) return void console.log('The web pages are up to date.')
  const vite = await import('vite')
  await vite.build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  await writeFile(STAMP, hash)
  console.log('The web pages are built.')
}

if (import.meta.main) await build()
