/** `./yidan verify --files`: every stored file is there as it was stored, or the first that isn't is named. */
import assert from 'node:assert/strict'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { uploaded } from '../../../test/stories/upload.testing.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { jpeg } from './files.testing.ts'
import { checkFiles } from './verify-files.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const check = (progress?: (message: string, done?: number, total?: number) => void) =>
  checkFiles({ db: world.db, store: world.app.parts.files.store, ...(progress && { progress }) })

/** Where a file lies on the disk. */
async function placeOf(id: number): Promise<string> {
  const { rows } = await world.db.pool.query(`SELECT encode(hash, 'hex') AS hash FROM file WHERE id = $1`, [
    id,
  ])
  const folder = join(world.app.parts.folder, 'files')
  const found = (await readdir(folder, { recursive: true })).find(f => f.endsWith(rows[0].hash))
  return join(folder, found!)
}

test('stored files are proved one by one, and the first that was touched or lost is named with its ticket', async () => {
  const first = await uploaded(world, 'agent', 'appeal')
  const { number } = await world.received({ fileIds: [first] })
  const photo = { name: '现场.jpg', type: 'image/jpeg', bytes: Buffer.from(jpeg()) }
  const second = await uploaded(world, 'roads', 'evidence', photo)
  const told: (number | undefined)[][] = []
  const whole = await check((_, done, total) => told.push([done, total]))
  assert.ok(whole.ok, JSON.stringify(whole))
  assert.equal(whole.files, 2)
  assert.ok(whole.bytes > 60)
  assert.deepEqual(told, [[2, 2]])
  await writeFile(await placeOf(first), 'something else')
  const touched = await check()
  assert.ok(!touched.ok)
  assert.deepEqual([touched.broken.id, touched.broken.appeal], [first, number])
  assert.match(touched.broken.what, /hash differs/)
  await rm(await placeOf(second))
  await world.db.pool.query('DELETE FROM file WHERE id = $1', [first])
  const lost = await check()
  assert.ok(!lost.ok)
  assert.deepEqual([lost.broken.id, lost.broken.appeal, lost.broken.name], [second, null, '现场.jpg'])
  assert.match(lost.broken.what, /can't be read/)
})
