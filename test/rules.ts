/** Small rules for the tests' town: short, round, different from every preset so that a test shows what it depends on. */
import type { Rules } from '../src/domain/policy/rules.ts'

const reason = (code: string, zh = code, en = code) => ({ code, zh, en })

export const townRules: Rules = {
  limitClasses: [
    { when: { urgencies: ['critical'] }, limitClass: 'critical' },
    { when: { kinds: ['inquiry'] }, limitClass: 'consult' },
    { when: {}, limitClass: 'general' },
  ],
  limits: {
    default: {
      dispatch: '24h',
      sign: '1wd',
      firstContact: '1wd',
      reply: '5wd',
      closure: '5wd',
      review: '1wd',
      visit: '1wd',
      rework: '3wd',
      return: '2wd',
      ruling: '1wd',
    },
    consult: { reply: '1wd', closure: '1wd' },
    critical: { dispatch: '1h', sign: '30m', firstContact: '30m', reply: '2h', closure: '2h' },
  },
  clockStart: 'dispatch',
  dayEnds: 'midnight',
  lights: { green: { left: '2wd', share: 0.4 }, yellow: { left: '1wd', share: 0.2 } },
  returns: { max: 2, reasons: [reason('notOurDuty'), reason('wrongPlace')] },
  extensions: {
    max: 2,
    longest: '10wd',
    reasons: [reason('complexWorks'), reason('awaitingMaterials')],
    ladder: ['approve.extension', 'approve.extension.further'],
    tellAppellant: true,
  },
  suspensions: {
    reasons: [reason('season'), reason('appraisal')],
    neverPauses: ['critical'],
    reviewEvery: '30d',
    decidedWith: 'approve.suspension',
  },
  askPauses: true,
  visits: {
    attempts: 3,
    spreadHours: 4,
    hours: { from: 9, to: 20 },
    exempt: ['anonymous', 'askedNotToBeCalled', 'answeredOnSpot', 'imported'],
  },
  rework: { max: 2, reasons: [reason('notSolved'), reason('notContacted'), reason('offThePoint')] },
  reviews: { poor: [1, 2], inviteAfterDays: 3 },
  repeats: { windowDays: 30, alertAt: 3 },
  reopen: { withinDays: 30 },
  refusals: {
    reasons: [
      {
        ...reason('outsideTerritory', '不属于本地管辖', 'Outside the territory'),
        route: '请向事发地12345反映',
      },
    ],
  },
  emergencies: [
    { line: '119', zh: '消防', en: 'Fire brigade' },
    { line: '110', zh: '报警', en: 'Police' },
  ],
  closeExceptions: { reasons: [reason('noLegalBasis')], decidedWith: 'approve.exception' },
  exclusions: { reasons: [reason('unreasonable')], decidedWith: 'approve.exception' },
  steps: [{ when: {}, require: { centreReview: true, visit: true } }],
  floods: { perPhonePerHour: 20, perAddressPerHour: 100 },
  texts: {
    received: '您的诉求已受理，单号{{number}}，查询码{{code}}。',
    answered: '您反映的{{number}}已有答复：{{answer}}',
    receipt: '【{{tenant}}】已登记，单号{{number}}，查询码{{code}}。',
    dispatched: '{{number}}已交{{unit}}，{{until}}前答复。',
    askedForMore: '{{number}}需要您补充：{{question}}',
    extended: '{{number}}因{{reason}}延长至{{until}}。',
    visitMissed: '{{number}}回访未接通，请凭查询码评价。',
    reviewInvitation: '请评价{{number}}，查询码{{code}}。',
    reworked: '{{number}}重新办理，{{until}}前答复。',
    struckOff: '{{number}}已销号。',
    merged: '{{number}}与{{into}}并案。',
    joined: '已有登记，单号{{number}}，答复会告知您。',
    refused: '{{number}}不予受理：{{reason}}。{{route}}',
    withdrawn: '{{number}}已撤回。',
    reopened: '{{number}}重新打开，{{until}}前答复。',
    oneTimeCode: '验证码{{code}}，{{minutes}}分钟内有效。',
    unitAssigned: '新诉求{{number}}，{{until}}前签收。',
    unitUrged: '催办{{number}}，{{until}}前办结。',
  },
}
