/** The voice gateway: calls somebody and reads a text to them; what became of the call it says at once, or later to the callback. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { CALL_OUTCOMES, type CallOutcome } from '../../domain/vocabulary.ts'
import { DeliveryFailed } from './delivery-failed.ts'
import { type GatewaySettings, httpGateway, valueAt } from './http-gateway.ts'

export interface PlacedCall {
  to: string
  text: string
  /** Of this very try; the callback names it. */
  key: string
}

export interface Voice {
  /** Places a call; answers its outcome, or null when that comes later. Throws DeliveryFailed. */
  call: (call: PlacedCall) => Promise<CallOutcome | null>
  /** Signs what comes to the callback; null: nothing may come. */
  secret: string | null
  /** Where the gateway is. */
  host: string
  /** The gateway stands on this very machine: it calls nobody outside. */
  isHere: boolean
}

const SETTINGS: GatewaySettings = {
  name: 'the voice gateway',
  url: 'YIDAN_VOICE_URL',
  method: 'YIDAN_VOICE_METHOD',
  headers: 'YIDAN_VOICE_HEADERS',
  body: 'YIDAN_VOICE_BODY',
  success: 'YIDAN_VOICE_SUCCESS',
}

/** Throws an Error that names the setting that is wrong. */
export function voiceOver(env: NodeJS.ProcessEnv): Voice {
  const { post, isTaken } = httpGateway(SETTINGS, env)
  const { hostname, host } = new URL(env.YIDAN_VOICE_URL!)
  return {
    host,
    secret: env.YIDAN_VOICE_SECRET || null,
    isHere: ['127.0.0.1', 'localhost', '[::1]'].includes(hostname),
    async call(call) {
      const answer = await post({ ...call })
      if (!isTaken(answer))
        throw new DeliveryFailed('the voice gateway did not take it (YIDAN_VOICE_SUCCESS)')
      return outcomeIn(valueAt(answer, 'outcome'))
    },
  }
}

const outcomeIn = (value: unknown): CallOutcome | null =>
  CALL_OUTCOMES.includes(value as CallOutcome) ? (value as CallOutcome) : null

export interface Signed {
  key: string
  outcome: string
  /** ISO 8601. */
  at: string
}

/** Hex HMAC-SHA256 over `key.outcome.at`. */
export const callSignature = ({ key, outcome, at }: Signed, secret: string): string =>
  createHmac('sha256', secret).update(`${key}.${outcome}.${at}`).digest('hex')

export function isSignedWith(said: Signed, signature: string, secret: string): boolean {
  const expected = Buffer.from(callSignature(said, secret))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
