/** 民生热点: counted at most every ten minutes for a city; nobody waits for it. */
import type * as wire from '../../contract/assessment.ts'
import type { AnswerOf } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { type Domain, HOT, hotAmong } from '../../domain/assessment/hot-domains.ts'
import { DAY, isoOf, MINUTE } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { openCounted } from '../kernel/counted.ts'
import type { Parts } from '../parts.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'

const COUNT = `SELECT category_id AS "categoryId", (count(*) FILTER (WHERE received_at >= $2))::int AS week,
    (count(*) FILTER (WHERE received_at < $2))::int AS before
  FROM appeal WHERE tenant_id = $1 AND received_at >= $3 AND category_id IS NOT NULL AND NOT imported AND ${IS_APPEAL('kind')}
  GROUP BY category_id`

/** City-wide figures: for those who read all of them. */
export function openHotDomains({ db, tenants, now }: Parts) {
  const count = (tenantId: number) =>
    db.named<Domain>('insight.hot', COUNT, [tenantId, isoOf(now() - 7 * DAY), isoOf(now() - 35 * DAY)])
  const counted = openCounted({ count, every: 10 * MINUTE, now })
  return async ({ actor }: { actor: Actor }): Promise<AnswerOf<typeof wire.readHotDomains> | Refusal> => {
    const { directory, policy } = await tenants.get(actor.tenantId)
    if (!mayFor(actor, 'figures.read', directory.units.root.id, directory.units))
      return refuse('not-permitted')
    const domains = await counted(actor.tenantId)
    return {
      counted: domains !== null,
      domains: hotAmong(domains ?? [], policy.rules.hotDomains ?? HOT).flatMap(
        ({ categoryId, week, usual, times }) => {
          const category = directory.categories.get(categoryId)
          return category
            ? [
                {
                  category: { id: category.id, code: category.code, name: category.name },
                  week,
                  usual,
                  times,
                },
              ]
            : []
        },
      ),
    }
  }
}
