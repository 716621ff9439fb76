/** Sends one-time codes at once; they are kept nowhere, except in a sample city, where the outbox shows them. */
import { randomUUID } from 'node:crypto'
import { MINUTE } from '../../domain/instant.ts'
import { worded } from '../../domain/messaging/wording.ts'
import { refuse } from '../../domain/refusal.ts'
import type { PhoneCode } from '../accounts/phone-code.ts'
import { Refused } from '../kernel/http/problems.ts'
import { DeliveryFailed } from './delivery-failed.ts'
import { insertMessages, type MessagingParts } from './insert-messages.ts'

/** Throws Refused: no-gateway, or message-not-sent. */
export const codeSender =
  (parts: MessagingParts) =>
  async (tenantId: number, made: PhoneCode): Promise<void> => {
    const tenant = await parts.tenants.get(tenantId)
    const minutes = String(Math.max(1, Math.round((made.expiresAt - parts.now()) / MINUTE)))
    const fields = { tenant: tenant.name, code: made.code, minutes }
    const words = worded('oneTimeCode', tenant.policy.rules.texts.oneTimeCode, fields)
    // A city that wrote no words for it still lets its people in.
    const text =
      'text' in words ? words.text : `【${tenant.name}】验证码 ${made.code}，${minutes} 分钟内有效。`
    const message = { to: made.phone, text, key: `code:${randomUUID()}` }
    if (tenant.sample) {
      const kept = { tenantId, ...message, appealId: null, medium: 'sms', template: 'oneTimeCode' } as const
      return insertMessages(parts.db.pool, parts, [{ ...kept, nextAt: parts.now(), kept: true }])
    }
    if (!parts.gateways.sms) throw new Refused(refuse('no-gateway'))
    try {
      await parts.gateways.sms(message)
    } catch (error) {
      if (error instanceof DeliveryFailed) throw new Refused(refuse('message-not-sent'))
      throw error
    }
  }
