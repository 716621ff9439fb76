/** What an archive says about itself: the last file in it, guarded by the installation's secret. */
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import type { Keys } from '../kernel/crypto/keys.ts'
import { canonical } from '../record/hash.ts'
import { ArchiveBroken } from './broken.ts'

export const FORMAT = 1

const TableEntry = Type.Object({
  name: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
  columns: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]*$' })),
  rows: Type.Integer(),
  /** Of the rows as COPY writes them. */
  sha256: Type.String(),
})
export type TableEntry = Static<typeof TableEntry>

const Manifest = Type.Object({
  format: Type.Literal(FORMAT),
  madeAt: Type.String(),
  migrations: Type.Array(Type.String()),
  tables: Type.Array(TableEntry),
  sequences: Type.Record(Type.String(), Type.Integer()),
  files: Type.Object({ count: Type.Integer(), bytes: Type.Integer(), sha256: Type.String() }),
  /** The latest seal of every tenant: what `verify --seal` takes. */
  seals: Type.Array(Type.Object({ tenant: Type.String(), no: Type.Integer(), hash: Type.String() })),
  withSecret: Type.Boolean(),
  mac: Type.String(),
})
export type Manifest = Static<typeof Manifest>

/** Nobody without the installation's secret can make a manifest that passes. */
export const macOf = (manifest: Omit<Manifest, 'mac'>, keys: Keys): string =>
  keys.blind(canonical(manifest), 'backup manifest').toString('hex')

/** Throws ArchiveBroken when the text is no manifest this version knows. */
export function manifestFrom(text: string): Manifest {
  try {
    return Value.Parse(Manifest, JSON.parse(text))
  } catch {
    throw new ArchiveBroken('its manifest is not one that this version knows')
  }
}

/** Throws ArchiveBroken when the manifest was made with another secret, or altered since. */
export function checkMac({ mac, ...manifest }: Manifest, keys: Keys): void {
  if (macOf(manifest, keys) === mac) return
  throw new ArchiveBroken(
    'it was made with another secret, or altered since. Give the secret of the installation it comes from: ' +
      'its file keys/secret in the data folder, or YIDAN_SECRET',
  )
}
