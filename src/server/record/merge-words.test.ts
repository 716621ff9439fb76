/** The words' index: what was written a second ago stands in it, and no search has to read a waiting list. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { mergeWordsJob } from './merge-words.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** Pages of the waiting list, which is empty afterwards. */
async function waiting(): Promise<number> {
  const { rows } = await world.db.pool.query(
    `SELECT gin_clean_pending_list('appeal_search_words')::int AS pages`,
  )
  return rows[0].pages
}

test('an appeal waits for the index until the next second, and is found before and after', async () => {
  const found = async (): Promise<number> => {
    const list = await world.call('dispatcher', 'GET', `/appeals?q=${encodeURIComponent('路灯 琉璃井')}`)
    return (list.body.appeals as unknown[]).length
  }
  await world.received({ content: '琉璃井的路灯不亮' })
  assert.equal(await found(), 1)
  assert.ok((await waiting()) > 0)
  await world.received({ content: '琉璃井的路灯又不亮了' })
  await mergeWordsJob(world.db).run(AbortSignal.timeout(60_000))
  assert.equal(await waiting(), 0)
  assert.equal(await found(), 2)
})
