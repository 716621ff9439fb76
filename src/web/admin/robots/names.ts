/** What people read for robots, and for what became of what they were told. */
import type { Answer } from '../../api.ts'
import { t } from '../../text.ts'
import type { Tone } from '../StateTag.tsx'

export type Robot = Answer<'listRobots'>['robots'][number]
export type State = Answer<'listRobotDeliveries'>['deliveries'][number]['state']

type Name = readonly [zh: string, en: string]

export const KIND_NAMES: Record<Robot['kind'], Name> = {
  wecom: ['企业微信', 'WeCom'],
  dingtalk: ['钉钉', 'DingTalk'],
}

export const TELL_NAMES: Record<'lights' | 'sheets' | 'calls', Name> = {
  lights: ['亮灯', 'lights'],
  sheets: ['督办单', 'sheets'],
  calls: ['电话督办结果', 'outcomes of calls'],
}

export const STATES: Record<State, readonly [zh: string, en: string, Tone]> = {
  waiting: ['等待', 'waiting', 'processing'],
  calling: ['呼叫中', 'calling', 'processing'],
  sent: ['已送达', 'delivered', 'success'],
  failed: ['失败', 'failed', 'error'],
  kept: ['未发出', 'not sent', 'default'],
}

/** Of a call, `sent` is one that was answered. */
export const CALL_STATES: typeof STATES = {
  ...STATES,
  waiting: ['待拨', 'waiting', 'processing'],
  sent: ['已接听', 'answered', 'success'],
  failed: ['没打通', 'reached nobody', 'error'],
  kept: ['没有拨打', 'not made', 'default'],
}

const ERRORS: Readonly<Record<string, Name>> = {
  noAnswer: ['无人接听', 'nobody answered'],
  busy: ['占线', 'busy'],
  failed: ['未接通', 'not connected'],
  'no longer owed': ['已办，不必再打', 'no longer owed'],
  'said in one call': ['并在一次电话里说了', 'said in one call'],
  'too old': ['过了一天，不再发', 'a day old: dropped'],
  'answered no JSON': ['对方没有按约定答复', 'answered no JSON'],
  'sealed with a secret that is lost': ['密钥丢失，打不开地址', 'sealed with a secret that is lost'],
  ECONNREFUSED: ['连不上对方', 'connection refused'],
  ENOTFOUND: ['找不到这个地址', 'no such host'],
  ETIMEDOUT: ['对方没有应答', 'timed out'],
}

/** The words of the other side where nobody translated them. */
export function errorWords(error: string | null): string {
  if (error === null) return ''
  const known = ERRORS[error]
  if (known) return t(known[0], known[1])
  const [, status] = /^answered (\d+)$/.exec(error) ?? []
  if (status) return t(`对方答复 ${status}`, error)
  const [, code] = /^refused with (-?\d+)$/.exec(error) ?? []
  return code ? t(`对方拒收，错误码 ${code}`, error) : error
}
