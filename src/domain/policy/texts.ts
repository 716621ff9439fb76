/** The messages a tenant words itself: their names, the {{fields}} each may use, and how they are filled. */

/** Fields every message may use: the centre's name and its phone number in the text are the tenant's own words. */
const ALWAYS = ['tenant'] as const

/** Message → fields. The first group goes to the appellant, `unit…` to the handling unit. */
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
} as const satisfies Record<string, readonly string[]>

export type MessageName = keyof typeof MESSAGE_FIELDS
export const MESSAGE_NAMES = Object.keys(MESSAGE_FIELDS) as MessageName[]

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
