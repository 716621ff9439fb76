/** The pictures of seals: taken in once, named by their hash, never changed. */
import { createHash } from 'node:crypto'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'

const MOST_BYTES = 512 * 1024
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Null for no seal; throws when the one that is named was never taken in. */
export async function sealImage(db: Database, tenantId: number, hash: string | null): Promise<Buffer | null> {
  if (hash === null) return null
  const [row] = await db.named<{ image: Buffer }>(
    'seal.image',
    'SELECT image FROM document_seal WHERE tenant_id = $1 AND hash = $2',
    [tenantId, Buffer.from(hash, 'hex')],
  )
  if (!row) throw new Error(`there is no seal ${hash}`)
  return row.image
}

/** A PNG, about square, of a size that prints: null when it is. */
export function whyNotSeal(image: Buffer): Refusal | null {
  const no = refuse('not-a-seal', { field: 'png' })
  if (image.length > MOST_BYTES || image.length < 33 || !image.subarray(0, 8).equals(PNG)) return no
  const [width, height] = [image.readUInt32BE(16), image.readUInt32BE(20)]
  const isSquare = Math.abs(width - height) <= 0.1 * Math.max(width, height)
  return isSquare && width >= 100 && width <= 4000 ? null : no
}

interface Keeping {
  tenantId: number
  personId: number | null
  at: number
}

/** Gives its hash, in hex; the same picture again is the same seal. */
export async function keepSeal(
  db: Database,
  { name, image }: { name: string; image: Buffer },
  { tenantId, personId, at }: Keeping,
): Promise<string> {
  const hash = createHash('sha256').update(image).digest()
  await db.kysely.transaction().execute(async tx => {
    await tx
      .insertInto('document_seal')
      .values({ tenant_id: tenantId, hash, name, image, at: new Date(at), by_id: personId })
      .onConflict(oc => oc.doNothing())
      .execute()
    await tx
      .insertInto('audit')
      .values({
        tenant_id: tenantId,
        person_id: personId,
        act: 'document.seal',
        subject: hash.toString('hex'),
        facts: JSON.stringify({ name }),
        at: new Date(at),
      })
      .execute()
  })
  return hash.toString('hex')
}
