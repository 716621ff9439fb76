/** Whoever holds a paper can see that its number exists, the day it was issued, and the hash that has to be printed on it – nothing else. */
import { HOUR } from '../domain/instant.ts'
import { countTry } from '../server/accounts/tries.ts'
import { verifiedBy } from '../server/documents/rows.ts'
import { get, message, type Pages } from './page.ts'

/** An office that checks its post may look at so many from one address. */
export const VERIFY_FROM = { kind: 'verifyFrom', most: 120, within: HOUR } as const
const TOKEN = /^[\w-]{20,60}$/

export function verifyPage(pages: Pages): void {
  get(pages, '/v/:token', async (visitor, { token = '' }) => {
    const { parts } = pages
    const { tenant, request, t } = visitor
    const until = await countTry(parts.gate, tenant.id, [{ limit: VERIFY_FROM, what: request.ip }])
    if (until !== null)
      return message(pages, visitor, {
        status: 429,
        title: t('查验过于频繁', 'Too many at once'),
        text: t('请过一小时再试。', 'Please try again in an hour.'),
      })
    // Any city's paper: the token alone is the secret.
    const found = TOKEN.test(token) ? await verifiedBy(parts.db, token) : null
    return pages.show(visitor, 'verify', {
      title: t('公文查验', 'Verify a document'),
      status: found ? 200 : 404,
      found: found && { ...found, hash: found.dataHash.toString('hex').match(/.{16}/g)! },
    })
  })
}
