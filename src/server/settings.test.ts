/** The settings of an installation: whose word about a client's address is believed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildHttp } from './kernel/http/server.ts'
import { settingsFrom } from './settings.ts'

/** The address the server takes a client for that came through 10.0.0.2 and then 127.0.0.1, claiming to be 6.6.6.6. */
async function addressSeen(trust: string): Promise<string> {
  const { trustProxy } = settingsFrom({ YIDAN_TRUST_PROXY: trust })
  const http = await buildHttp({
    routes: [],
    authenticate: async () => null,
    version: 'test',
    trustProxy,
    extend: app => void app.get('/address', async ({ ip }) => ip),
  })
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.2' }
  const { body } = await http.inject({ url: '/address', headers })
  await http.close()
  return body
}

test('behind a proxy the client is who the proxy says, never who the client says', async () => {
  assert.equal(await addressSeen(''), '127.0.0.1')
  assert.equal(await addressSeen('off'), '127.0.0.1')
  assert.equal(await addressSeen('on'), '10.0.0.2')
  assert.equal(await addressSeen('2'), '203.0.113.7')
  assert.equal(await addressSeen('127.0.0.1, 10.0.0.0/8'), '203.0.113.7')
  assert.equal(await addressSeen('192.168.0.1'), '127.0.0.1')
})

test('a setting that trusts nobody in particular is refused by name', () => {
  for (const wrong of ['true', 'all', '0', '-1', '10.0.0.0/33', '::1/129', '1.2.3.4/8/8', '127.0.0.1,'])
    assert.throws(() => settingsFrom({ YIDAN_TRUST_PROXY: wrong }), /YIDAN_TRUST_PROXY/, wrong)
})
