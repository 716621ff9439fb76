/** Uploads a file as somebody's phone would. */
import assert from 'node:assert/strict'
import type { PersonName, World } from '../world.ts'

/** One pixel, PNG. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The file's id. */
export async function uploaded(
  world: World,
  who: PersonName,
  purpose: string,
  { name = 'p.png', type = 'image/png', bytes = PIXEL } = {},
): Promise<number> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), name)
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const answer = await world.app.http.inject({
    method: 'POST',
    url: `/api/v1/files?purpose=${purpose}`,
    headers: {
      authorization: `Bearer ${world.token(who)}`,
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}
