/** Makes a folder and those above it. Node's own `recursive` never ends where the system says ENOENT below a folder that is there, as /proc does. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Answers whether it was made; throws what the file system says. */
export function makeFolders(path: string, mode = 0o777): boolean {
  try {
    mkdirSync(path, { mode })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(path).isDirectory()) return false
    const above = dirname(path)
    if (code !== 'ENOENT' || above === path || !makeFolders(above, mode)) throw error
    return makeFolders(path, mode)
  }
}
