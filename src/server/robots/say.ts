/** How a group robot is spoken to: WeCom and DingTalk take text as JSON; DingTalk wants time and secret signed. */
import { createHmac } from 'node:crypto'
import type { Instant } from '../../domain/instant.ts'
import type { RobotKind } from '../../domain/vocabulary.ts'
import { targetOf } from '../webhooks/address.ts'
import { sendTo } from '../webhooks/post.ts'

export interface Speaking {
  kind: RobotKind
  url: string
  /** Of DingTalk's 加签; null where the group has another protection. */
  secret: string | null
  text: string
  at: Instant
  privateToo: boolean
}

const LONGEST_ANSWER = 16_384

/** Null when the group took it; else why not. */
export async function say({ kind, url, secret, text, at, privateToo }: Speaking): Promise<string | null> {
  try {
    const target = await targetOf(kind === 'dingtalk' && secret ? signed(url, secret, at) : url, privateToo)
    const content = { msgtype: 'text', text: { content: text } }
    const answer = await sendTo(target, { body: JSON.stringify(content), most: LONGEST_ANSWER })
    if (answer.status < 200 || answer.status > 299) return `answered ${answer.status}`
    return whyNotTaken(answer.text)
  } catch (error) {
    return nameless(error as Error)
  }
}

/** Base64 HMAC-SHA256 over `timestamp\nsecret`, keyed with the secret, as DingTalk asks for it. */
export function signed(url: string, secret: string, at: Instant): string {
  const signature = createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64')
  const address = new URL(url)
  address.searchParams.set('timestamp', String(at))
  address.searchParams.set('sign', signature)
  return address.href
}

/** Both answer 200 also when they didn't take it; `errcode` says so. */
function whyNotTaken(answer: string): string | null {
  try {
    const { errcode } = JSON.parse(answer) as { errcode?: number }
    return errcode === 0 ? null : `refused with ${errcode}`
  } catch {
    return 'answered no JSON'
  }
}

/** The address holds the key to the group: an error that quotes it is not passed on. */
const nameless = (error: Error): string => ('code' in error ? String(error.code) : error.message.slice(0, 60))
