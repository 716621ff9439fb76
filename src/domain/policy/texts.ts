/** The messages a tenant words itself: their names, the {{fields}} each may use, and how they are filled. */

/** Fields every message may use: the centre's name and its phone number in the text are the tenant's own words. */
const ALWAYS = ['tenant'] as const

/**
 * Message → fields. The first group goes to the appellant, `unit…` to the handling unit, `leader…` to the city's leaders,
 * `robot…` to the groups of a unit.
 */
export const MESSAGE_FIELDS = {
  receipt: ['number', 'code'],
  dispatched: ['number', 'unit', 'until'],
  contactTried: ['number', 'unit'],
  askedForMore: ['number', 'question'],
  preliminaryReply: ['number', 'answer'],
  extended: ['number', 'reason', 'until'],
  suspended: ['number', 'reason', 'until'],
  resumed: ['number', 'until'],
  answered: ['number', 'unit', 'answer'],
  visitMissed: ['number'],
  reviewInvitation: ['number', 'code'],
  reworked: ['number', 'until'],
  struckOff: ['number'],
  merged: ['number', 'into'],
  unmerged: ['number'],
  split: ['number', 'numbers'],
  joined: ['number'],
  refused: ['number', 'reason', 'route'],
  handedOver: ['line'],
  passedOn: ['number', 'unit'],
  withdrawn: ['number'],
  reopened: ['number', 'until'],
  oneTimeCode: ['code', 'minutes'],
  unitAssigned: ['number', 'until'],
  unitReworked: ['number', 'reason', 'until'],
  unitUrged: ['number', 'until'],
  unitReminded: ['number', 'light', 'limit', 'until'],
  unitSheet: ['number', 'sheet', 'sheetNumber', 'until'],
  unitSheetCopy: ['number', 'sheet', 'sheetNumber'],
  unitSheetSentBack: ['number', 'sheet', 'until'],
  unitSheetWithdrawn: ['number', 'sheet'],
  unitSupervision: ['number', 'unit', 'supervision', 'until'],
  unitCall: ['number', 'limit', 'until'],
  leaderSupervision: ['number', 'unit', 'supervision', 'until'],
  staffLight: ['number', 'light', 'limit', 'unit', 'until'],
  robotLight: ['number', 'light', 'limit', 'unit', 'until'],
  robotSheet: ['number', 'sheet', 'sheetNumber', 'unit', 'until'],
  robotCall: ['number', 'unit', 'outcome'],
} as const satisfies Record<string, readonly string[]>

export type MessageName = keyof typeof MESSAGE_FIELDS
export const MESSAGE_NAMES = Object.keys(MESSAGE_FIELDS) as MessageName[]

/** For what rules written before it was said don't word. */
export const DEFAULT_TEXTS: Partial<Record<MessageName, string>> = {
  unitReminded: '【{{tenant}}】诉求 {{number}} 的{{limit}}时限已亮{{light}}，请于 {{until}} 前办结。',
  unitSheet: '【{{tenant}}】诉求 {{number}} 已发{{sheet}} {{sheetNumber}}，请及时签收，于 {{until}} 前反馈。',
  unitSheetCopy: '【{{tenant}}】诉求 {{number}} 已发{{sheet}} {{sheetNumber}}，现抄送你单位。',
  unitSheetSentBack: '【{{tenant}}】诉求 {{number}} 的{{sheet}}反馈被退回，请于 {{until}} 前重新反馈。',
  unitSheetWithdrawn: '【{{tenant}}】诉求 {{number}} 的{{sheet}}已撤回，无需再反馈。',
  unitSupervision:
    '【{{tenant}}】诉求 {{number}} 已列入{{supervision}}，承办单位 {{unit}}，办理时限 {{until}}。',
  unitCall: '{{tenant}}提醒您：诉求尾号 {{number}}，{{limit}}已超过时限，请尽快反馈办理情况。',
  leaderSupervision:
    '【{{tenant}}】诉求 {{number}} 已提请{{supervision}}，承办单位 {{unit}}，办理时限 {{until}}，请阅示。',
  staffLight: '【{{tenant}}】{{light}}：{{number}} {{limit}}，{{unit}}，时限 {{until}}',
  robotLight: '{{light}}：{{number}} {{limit}}，{{unit}}，时限 {{until}}',
  robotSheet: '{{sheet}} {{sheetNumber}}：{{number}}，{{unit}}，{{until}} 前反馈',
  robotCall: '电话督办{{outcome}}：{{number}}，{{unit}}',
}

/** The words of a message; undefined when the city wrote none and there are none of the product's own. */
export const wordsFor = (texts: Readonly<Record<string, string>>, name: MessageName): string | undefined =>
  texts[name] || DEFAULT_TEXTS[name]

const FIELD = /\{\{\s*(\w+)\s*\}\}/g

/** The names in double braces, in order. */
export const fieldsIn = (template: string): string[] => [...template.matchAll(FIELD)].map(m => m[1]!)

/** May this message's words use that field? */
export const mayUse = (message: MessageName, field: string): boolean =>
  ([...ALWAYS, ...MESSAGE_FIELDS[message]] as string[]).includes(field)

/** Puts the values in; throws when one is missing, so that no {{…}} ever reaches a person. */
export function fillText(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replace(FIELD, (_, name: string) => {
    const value = fields[name]
    if (value === undefined) throw new Error(`the message needs '${name}'`)
    return value
  })
}
