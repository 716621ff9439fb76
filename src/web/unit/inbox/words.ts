/** What is asked for next, in plain words, and the act that does it. */
import type { NextStep } from '../../../domain/handling/next-step.ts'
import type { CallName } from '../../api.ts'

interface Asked {
  zh: string
  en: string
  /** On the button. */
  button: readonly [zh: string, en: string]
  act: CallName
}

export const ASKED: Record<NextStep, Asked> = {
  sign: { zh: '请签收', en: 'Sign for it', button: ['签收', 'Sign'], act: 'signAssignment' },
  contact: {
    zh: '请联系诉求人',
    en: 'Contact the appellant',
    button: ['记联系', 'Contact'],
    act: 'contactAppellant',
  },
  preliminaryReply: {
    zh: '请作初步回复',
    en: 'Give a first reply',
    button: ['初步回复', 'First reply'],
    act: 'replyPreliminarily',
  },
  siteCheck: {
    zh: '请到现场核查、拍照',
    en: 'Check on site, with pictures',
    button: ['现场核查', 'Site check'],
    act: 'checkSite',
  },
  countersign: {
    zh: '请会签',
    en: 'Have it countersigned',
    button: ['请会签', 'Countersign'],
    act: 'askCountersign',
  },
  reportUpward: { zh: '请上报', en: 'Report upward', button: ['上报', 'Report'], act: 'reportUpward' },
  reply: { zh: '请答复', en: 'Answer it', button: ['答复', 'Reply'], act: 'reply' },
  innerReview: {
    zh: '等领导审核签批',
    en: 'Waits for the leader’s signature',
    button: ['看答复', 'Look'],
    act: 'decideRequest',
  },
}
