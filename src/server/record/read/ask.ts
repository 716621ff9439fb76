/** A list as asked for, with everything looked up that its query needs. */
import type { FilterInput } from '../../../contract/record-lists.ts'
import type { Actor } from '../../../domain/access/actor.ts'
import type { Context } from '../../../domain/record/context.ts'
import { InvalidInput } from '../../kernel/http/problems.ts'
import { tsqueriesOf } from '../../kernel/words.ts'
import type { Parts } from '../../parts.ts'
import { type Below, belowOf, type Condition, conditionsOf } from './filters.ts'
import { exactHits } from './find.ts'
import { forceFilter } from './force.ts'
import { highest, type Tops, topsOf, withinReach } from './scope.ts'
import type { Ground } from './walks.ts'
import type { Wanted } from './wording.ts'

export interface Asked {
  filters: FilterInput
  context: Context
  ground: Ground
  below: Below
  /** Whose subtrees the list is walked in: the actor's, or the narrower one of the unit asked for. Null: the tenant. */
  tops: Tops
  /** Conditions on the ticket `a` that no walk sees to. */
  conditions: Condition[]
  /** Conditions of reach beyond `tops`. */
  also: Condition[]
  /** Null when no words are asked for; none when they say nothing. */
  words: Wanted | null
  /** The words were a number, an external id or a phone, and found these. */
  ids: number[] | null
}

/** Throws InvalidInput when a range is empty. */
export async function ask(parts: Parts, actor: Actor, filters: FilterInput): Promise<Asked> {
  checkRange(filters.receivedFrom, filters.receivedTo, 'receivedTo')
  checkRange(filters.dueFrom, filters.dueTo, 'dueTo')
  const context = await parts.door.context(actor)
  const { directory, now } = context
  const force = await forceFilter(parts.db, actor, filters.forceId)
  const own = belowOf(filters, directory)
  const q = filters.q?.trim() || null
  const ids = q === null ? null : await exactHits(parts, context, q)
  return {
    filters,
    context,
    ground: {
      tenantId: actor.tenantId,
      receivedFrom: filters.receivedFrom === undefined ? null : Date.parse(filters.receivedFrom),
    },
    below: { ...force.below, ...own },
    conditions: [...conditionsOf(filters, own, now), ...force.conditions],
    words: q === null || ids !== null ? null : tsqueriesOf(parts.words.query(q)),
    ids,
    ...reachOfList(force.isMember ? null : topsOf(actor, directory.units), filters.unitId, context),
  }
}

/** The walk is in the unit asked for where that lies within what the actor sees; else both must hold. */
function reachOfList(
  own: Tops,
  unitId: number | undefined,
  { directory, actor }: Context,
): Pick<Asked, 'tops' | 'also'> {
  const { units } = directory
  if (unitId === undefined || unitId === units.root.id) return { tops: own, also: [] }
  const inside = own === null || own.some(top => units.isWithin(unitId, top))
  const asked = highest([unitId], units)
  return { tops: asked, also: inside || own === null ? [] : [withinReach(actor.tenantId, own)] }
}

function checkRange(from: string | undefined, to: string | undefined, field: string): void {
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
    throw new InvalidInput(field, '结束时间应晚于开始时间。', 'must be later than the beginning', 400)
}
