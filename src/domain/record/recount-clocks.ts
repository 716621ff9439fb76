/** 时限重算: a provisional limit is counted anew, visibly, once the calendar of its year has been published. */

import { copyToAppeal, count, isPaused, isRunning } from './clocks.ts'
import type { Context, Decision } from './context.ts'
import { Draft } from './draft.ts'
import type { TicketState } from './state.ts'

/** Only running, provisional clocks move; nothing happens while their year is still unpublished. */
export function recountClocks(state: TicketState, _: object, context: Context): Decision {
  const draft = new Draft(state, context.now)
  for (const before of state.clocks.filter(c => isRunning(c) && c.provisional && !isPaused(c))) {
    const { no, unitId, kind } = before
    const counted = { ...before }
    count(counted, context)
    if (counted.provisional) continue
    draft.step('clock.recounted', { unitId, facts: { clockNo: no, kind } }, t => {
      const clock = Object.assign(t.clocks.find(c => c.no === no)!, counted)
      copyToAppeal(t, clock)
    })
  }
  return draft.change()
}
