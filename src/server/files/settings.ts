/** The settings of files: how large they may be, and where they are kept. */
import { join } from 'node:path'
import { diskStore } from './disk-store.ts'
import type { FileStore } from './file-store.ts'
import { s3Store } from './s3-store.ts'

export interface FileSettings {
  /** Largest file of staff, in bytes. */
  most: number
  /** Largest file of the public, in bytes. */
  mostPublic: number
  /** Largest file of an import, in bytes. */
  mostImport: number
  store: FileStore
}

const MB = 1024 * 1024
const S3_NAMES = ['BUCKET', 'REGION', 'KEY', 'SECRET'] as const

/** Reads YIDAN_FILE_MB (20 when left out), YIDAN_FILE_PUBLIC_MB (10), YIDAN_IMPORT_MB (500) and YIDAN_S3_…; throws an Error that names what is wrong. */
export function fileSettings(env: NodeJS.ProcessEnv, folder: string): FileSettings {
  const most = megabytesFrom('YIDAN_FILE_MB', env.YIDAN_FILE_MB, 20)
  const forPublic = megabytesFrom('YIDAN_FILE_PUBLIC_MB', env.YIDAN_FILE_PUBLIC_MB, 10)
  const mostImport = megabytesFrom('YIDAN_IMPORT_MB', env.YIDAN_IMPORT_MB, 500)
  return { most, mostPublic: Math.min(most, forPublic), mostImport, store: storeFrom(env, folder) }
}

function megabytesFrom(name: string, text: string | undefined, usual: number): number {
  const megabytes = Number(text || usual)
  if (!(megabytes >= 1 && megabytes <= 1024))
    throw new Error(`${name} must be a size from 1 to 1024, in megabytes`)
  return megabytes * MB
}

function storeFrom(env: NodeJS.ProcessEnv, folder: string): FileStore {
  const endpoint = env.YIDAN_S3_ENDPOINT
  if (!endpoint) return diskStore(join(folder, 'files'))
  if (!/^https?:\/\/[^/]+\/?$/.test(endpoint))
    throw new Error('YIDAN_S3_ENDPOINT must be http(s)://host[:port], without a path')
  const missing = S3_NAMES.filter(name => !env[`YIDAN_S3_${name}`])
  if (missing.length > 0)
    throw new Error(`with YIDAN_S3_ENDPOINT also set ${missing.map(name => `YIDAN_S3_${name}`).join(', ')}`)
  const [bucket, region, key, secret] = S3_NAMES.map(name => env[`YIDAN_S3_${name}`]!) as [
    string,
    string,
    string,
    string,
  ]
  return s3Store({ endpoint, bucket, region, key, secret })
}
