/** The ways out: SMS and calls over HTTP as the settings describe it, and e-mail over SMTP. */
import { createHash } from 'node:crypto'
import nodemailer from 'nodemailer'
import { DeliveryFailed } from './delivery-failed.ts'
import { type GatewaySettings, httpGateway } from './http-gateway.ts'
import { type Voice, voiceOver } from './voice.ts'

export interface Outgoing {
  to: string
  text: string
  /** The same for every try, so that the receiver can recognise a repeat. */
  key: string
}

/** Resolves when it was taken over; throws DeliveryFailed. */
export type Send = (message: Outgoing) => Promise<void>

export interface Gateways {
  sms: Send | null
  email: Send | null
  voice: Voice | null
}

const PATIENCE = 10_000

/** Reads YIDAN_SMS_…, YIDAN_SMTP_… and YIDAN_VOICE_…; throws an Error that names the setting that is wrong. */
export const gatewaysFrom = (env: NodeJS.ProcessEnv): Gateways => ({
  sms: env.YIDAN_SMS_URL ? smsOver(env) : null,
  email: env.YIDAN_SMTP_URL ? mailOver(env.YIDAN_SMTP_URL, env) : null,
  voice: env.YIDAN_VOICE_URL ? voiceOver(env) : null,
})

const SMS: GatewaySettings = {
  name: 'the SMS gateway',
  url: 'YIDAN_SMS_URL',
  method: 'YIDAN_SMS_METHOD',
  headers: 'YIDAN_SMS_HEADERS',
  body: 'YIDAN_SMS_BODY',
  success: 'YIDAN_SMS_SUCCESS',
}

function smsOver(env: NodeJS.ProcessEnv): Send {
  const { post, isTaken } = httpGateway(SMS, env)
  return async message => {
    if (!isTaken(await post({ ...message })))
      throw new DeliveryFailed('the SMS gateway did not take it (YIDAN_SMS_SUCCESS)')
  }
}

function mailOver(url: string, env: NodeJS.ProcessEnv): Send {
  const from = env.YIDAN_SMTP_FROM
  if (!from) throw new Error('with YIDAN_SMTP_URL also set YIDAN_SMTP_FROM')
  const transport = nodemailer.createTransport(
    { url, connectionTimeout: PATIENCE, socketTimeout: PATIENCE },
    { from },
  )
  return async ({ to, text, key }) => {
    const id = createHash('sha256').update(key).digest('hex').slice(0, 32)
    const mail = {
      to,
      subject: text.slice(0, 40),
      text,
      messageId: `<${id}@yidan>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    }
    await transport.sendMail(mail).catch((error: { responseCode?: number; code?: string }) => {
      const why = error.responseCode ?? error.code ?? 'an error'
      throw new DeliveryFailed(`the mail server answers ${why}`, (error.responseCode ?? 0) >= 500)
    })
  }
}
