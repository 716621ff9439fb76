/** Pictures of nothing in particular, drawn by the program, for the evidence of the sample city: before, after, a form. */
import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32, deflateSync } from 'node:zlib'
import type { Actor } from '../../domain/access/actor.ts'
import type { FileRef } from '../../domain/handling/duty.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { receiveFile } from '../files/receive-file.ts'
import type { Database } from '../kernel/database.ts'
import type { Parts } from '../parts.ts'
import type { Chance } from './chance.ts'

export type PicturePurpose = 'before' | 'after' | 'evidence' | 'contact'

export interface Pictures {
  /** A picture that belongs to an appeal, as uploaded by somebody then. */
  attach: (
    to: { appealId: number; actor: Actor; at: Instant },
    purpose: PicturePurpose,
    chance: Chance,
  ) => Promise<FileRef>
}

const WIDTH = 320
const HEIGHT = 200
const EACH = 3
const NAMES: Record<PicturePurpose, string> = {
  before: '处置前',
  after: '处置后',
  evidence: '佐证材料',
  contact: '联系记录',
}

/** Stores a few of each once; an appeal gets a row of its own for one of them. */
export async function openPictures(parts: Parts, tenantId: number, chance: Chance): Promise<Pictures> {
  const stored = {} as Record<PicturePurpose, number[]>
  for (const purpose of Object.keys(NAMES) as PicturePurpose[]) {
    stored[purpose] = []
    for (let no = 1; no <= EACH; no++) stored[purpose].push(await store(parts, tenantId, purpose, no, chance))
  }
  return {
    attach: async ({ appealId, actor, at }, purpose, dice) => {
      const id = await copy(parts.db, [
        tenantId,
        dice.pick(stored[purpose]),
        randomInt(2 ** 48 - 1),
        appealId,
        actor.personId,
        isoOf(at),
      ])
      return { id, purpose, type: 'image/png' }
    },
  }
}

async function store(
  parts: Parts,
  tenantId: number,
  purpose: PicturePurpose,
  no: number,
  chance: Chance,
): Promise<number> {
  const content = Readable.from([drawn(purpose, chance)])
  const kept = await receiveFile(parts, {
    tenantId,
    personId: null,
    purpose,
    name: `${NAMES[purpose]}${no}.png`,
    content,
    most: parts.files.most,
  })
  if (isRefusal(kept)) throw new Error(`a sample picture was refused: ${kept.refused}`)
  return kept.id
}

async function copy(db: Database, values: unknown[]): Promise<number> {
  const [row] = await db.named<{ id: number }>(
    'demo.picture',
    `INSERT INTO file (tenant_id, id, hash, size, type, name, purpose, appeal_id, uploaded_by, uploaded_at)
     SELECT tenant_id, $3, hash, size, type, name, purpose, $4, $5, $6 FROM file WHERE tenant_id = $1 AND id = $2 RETURNING id`,
    values,
  )
  return row!.id
}

/** Sky, a wall and a street; before it is repaired a dark patch lies on the street. As PNG. */
function drawn(purpose: PicturePurpose, chance: Chance): Buffer {
  const tint = chance.between(0, 60)
  const [x, y, r] = [chance.between(80, 240), chance.between(140, 170), chance.between(18, 34)]
  const at = (px: number, py: number): [number, number, number] => {
    if (purpose === 'before' && (px - x) ** 2 / 3 + (py - y) ** 2 < r ** 2) return [62, 54, 48]
    if (py < 70) return [170 + tint, 200 + tint / 2, 235]
    if (py < 125) return px % 64 < 4 ? [120, 116, 112] : [196, 178 + tint / 3, 156]
    return py > 158 && py < 162 && px % 40 < 22 ? [240, 240, 232] : [128, 130, 132]
  }
  const rows: number[] = []
  for (let py = 0; py < HEIGHT; py++) {
    rows.push(0)
    for (let px = 0; px < WIDTH; px++) rows.push(...at(px, py).map(Math.floor))
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
