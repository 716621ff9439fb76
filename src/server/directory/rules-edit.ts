/** Publishes rules that come over the wire, and says beforehand what is wrong with them. */
import type { Actor } from '../../domain/access/actor.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { InvalidInput, Refused } from '../kernel/http/problems.ts'
import { cityRuleProblems } from './city-checks.ts'
import { readCityOf } from './city-read.ts'
import { type EditParts, edit, mustReach } from './edits.ts'
import { addPolicy } from './policies.ts'
import { checkRules } from './rules-file.ts'

export interface NewRules {
  name: string
  /** ISO 8601; at once when left out. */
  validFrom?: string
  rules: unknown
}

/** Throws Refused with every mistake by its path, or InvalidInput when the day lies in the past. */
export async function publishRules(
  parts: EditParts,
  actor: Actor,
  { name, validFrom, rules: given }: NewRules,
) {
  const now = parts.now()
  const from: Instant = validFrom === undefined ? now : Date.parse(validFrom)
  // What has been decided under the old rules stays decided.
  if (from < now)
    throw new InvalidInput('validFrom', '生效时间不能早于现在。', 'validFrom must not lie in the past')
  const { rules, problems } = checkRules(given)
  if (!rules) throw wrong(problems.map(placed))
  let version = 0
  await edit(parts, actor, async (tx, units) => {
    mustReach(actor, units, [null], 'rules.edit')
    const { categories } = await readCityOf(tx, actor.tenantId)
    const strays = cityRuleProblems(rules, categories)
    if (strays.length > 0) throw wrong(strays.map(strayed))
    version = await addPolicy(tx, actor.tenantId, rules, { name, validFrom: from, by: actor.personId })
    return { act: 'rules.publish', subject: String(version), facts: { name, validFrom: isoOf(from) } }
  })
  return { version, name, validFrom: isoOf(from) }
}

/** Every mistake by its path; none when they could be published. */
export async function problemsIn(
  { tenants }: EditParts,
  { tenantId }: Actor,
  given: unknown,
): Promise<Wrong[]> {
  const { rules, problems } = checkRules(given)
  if (!rules) return problems.map(placed)
  const { categories } = (await tenants.get(tenantId)).directory
  return cityRuleProblems(rules, [...categories.values()]).map(strayed)
}

interface Wrong {
  path: string
  message: string
  /** Null where it can only be said in English. */
  zh: string | null
}

const placed = ({
  column,
  message,
  zh = null,
}: {
  column: string | null
  message: string
  zh?: string | null
}): Wrong => ({
  path: column ?? '',
  message,
  zh,
})
const strayed = ({ path, message }: { path: readonly (string | number)[]; message: string }): Wrong =>
  placed({ column: path.join('.'), message })

const wrong = (problems: Wrong[]) =>
  new Refused(refuse('rules-wrong', { field: `rules.${problems[0]!.path}`, facts: { problems } }))
