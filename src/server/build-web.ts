/** Builds the web pages when they are missing or older than their sources (`npm run build`, and the first `npm start`). */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

/**
 * Builds if need be; answers whether it did. In an installation without the build tools the pages that came with it are
 * used as they are. Throws when there are none.
 */
export async function buildWeb(log: (message: string) => void = () => {}): Promise<boolean> {
  const hash = await sourcesHash()
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === hash) return false
  const vite = await import('vite').catch(() => null)
  if (!vite && existsSync(STAMP)) return false
  if (!vite)
    throw new Error(
      'the web pages are not built: run `npm ci && npm run build` with development dependencies',
    )
  log('building the web pages')
  await vite.build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  await writeFile(STAMP, hash)
  return true
}

if (import.meta.main)
  process.stdout.write(
    (await buildWeb(console.log)) ? 'The web pages are built.\n' : 'The web pages are up to date.\n',
  )
