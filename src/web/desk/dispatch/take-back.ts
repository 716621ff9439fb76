/** Takes a dispatch back: every duty it gave is cancelled, as long as nobody else changed the ticket since. */
import type { call } from '../../api.ts'
import { t } from '../../text.ts'

/** Throws Refused when somebody signed or changed it meanwhile. */
export async function takeBack(send: typeof call, number: string, version: number): Promise<void> {
  const ticket = await send('openAppeal', { params: { number } })
  let seen = version
  for (const { no, endedAt, parentNo } of ticket.assignments) {
    if (endedAt !== null || parentNo !== null) continue
    const done = await send(
      'cancelAssignment',
      { params: { number, no }, body: { note: t('误派，撤回', 'Dispatched by mistake, taken back') } },
      { ifMatch: seen },
    )
    seen = done.version
  }
}
