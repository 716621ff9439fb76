/** A town as citizens meet it: served on a port, built pages, a published matter, an enterprise with a contact person. */
import { buildWeb } from '../../../src/server/build-web.ts'
import { phoneKeyOf } from '../../../src/server/kernel/crypto/blind-index.ts'
import { isDone, matterOf } from '../../stories/matter.testing.ts'
import { openWorld, type World } from '../../world.ts'
import { listen } from '../browser.ts'

export interface Served {
  world: World
  base: string
}

export const OWNER_PHONE = '13700001111'

export async function serveTown(): Promise<Served> {
  await buildWeb()
  const world = await openWorld()
  await world.db.pool.query('UPDATE tenant SET sample = true WHERE id = $1', [world.tenantId])
  await enterpriseOf(world)
  await publishedIn(world)
  return { world, base: await listen(world) }
}

async function enterpriseOf(world: World): Promise<void> {
  const { keys } = world.app.parts
  const { rows } = await world.db.pool.query(
    `INSERT INTO organisation (tenant_id, code, name, kind, profile) VALUES ($1, 'ent', '示例晨序机械有限公司', 'enterprise',
     '{"industry":"装备制造","subUnits":["一车间","二车间"]}') RETURNING id`,
    [world.tenantId],
  )
  await world.db.pool.query(
    `INSERT INTO organisation_contact (tenant_id, organisation_id, role, name_enc, phone_enc, phone_key)
     VALUES ($1, $2, 'owner', $3, $4, $5)`,
    [
      world.tenantId,
      rows[0].id,
      keys.encrypt('赵厂长', 'organisationContact.name'),
      keys.encrypt(OWNER_PHONE, 'organisationContact.phone'),
      phoneKeyOf(keys, OWNER_PHONE),
    ],
  )
}

/** Answered, passed and approved for publication. */
async function publishedIn(world: World): Promise<void> {
  const { number } = await world.dispatched('roads', { title: '湖滨路路灯不亮' })
  await answer(world, number)
  isDone(await matterOf(world, number).act('director', 'publish'))
}

/** The unit signs, speaks with the appellant and answers; the centre passes it. */
export async function answer(world: World, number: string): Promise<void> {
  const matter = matterOf(world, number)
  await matter.answer(1, 'roads', { answer: '王小明您好，三盏路灯已修好，有事请打13812345678。' })
  await matter.accept()
}
