/** Roles are bundles of permissions, granted per unit subtree (field-rules §8). */

export const PERMISSIONS = [
  'contact.take', // answer a call or message, turn it into an appeal, refuse with reason
  'appeal.read', // read tickets of the subtree, masked
  'appeal.dispatch', // choose units, pass on, merge, split, refuse
  'appeal.rule', // decide returns and objections
  'appeal.review', // accept or send back a unit's answer
  'appeal.visit', // call back
  'appeal.strikeOff', // 销号
  'appeal.handle', // sign, contact, reply, return, ask for an extension
  'appeal.sign', // inner review and signature, countersign
  'appeal.supervise', // urge, alert, mark level
  'sheet.issue', // 发单: issue and withdraw the seven sheets
  'sheet.review', // accept answers to sheets, rule on objections to them
  'supervision.order', // joint, leader's, accountability
  'instruction.give', // a leader's written instruction
  'task.open', // key work, rectification, proactive work
  'approve.extension', // first extension
  'approve.extension.further', // second and later, long or in bulk
  'approve.suspension',
  'approve.exception', // close unsolved, exclude from assessment
  'identity.reveal', // ask for a name or number with a reason
  'identity.see', // see the phone number by purpose: live call, current assignment, visit
  'identity.erase',
  'content.rewrite', // rewrite the content of a confidential report
  'quality.check', // check contacts and matters by the scorecard
  'publish', // approve for the public board
  'knowledge.read',
  'knowledge.edit',
  'message.read', // the outbox
  'document.read', // official documents issued by the subtree or addressed to it
  'document.issue', // issue papers: notices, circulars, letters …
  'document.seal', // upload a seal, and put it on paper
  'document.settings', // heads, number series, end notes, templates
  'figures.read',
  'import',
  'export',
  'directory.read',
  'directory.edit',
  'rules.edit',
  'account.edit', // open and close accounts
  'account.grant', // give and take roles
  'log.read', // views, seals, verification
  'webhook.edit',
  'system.health',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const desk = ['contact.take', 'appeal.read', 'knowledge.read', 'directory.read'] as const
const unit = ['appeal.read', 'knowledge.read', 'directory.read'] as const
const papers = ['document.read', 'document.issue'] as const

/** What each role may do. Vendor staff take calls, never decide handling or see an identity outside the live call. */
export const ROLES = {
  agent: [...desk, 'identity.see'],
  vendorAgent: [...desk],
  gridWorker: [...desk],
  shiftLead: [
    ...desk,
    'identity.see',
    'appeal.dispatch',
    'approve.extension',
    'figures.read',
    'message.read',
  ],
  dispatcher: [
    ...desk,
    'appeal.dispatch',
    'appeal.rule',
    'appeal.review',
    'appeal.strikeOff',
    'identity.reveal',
    'content.rewrite',
    'figures.read',
    'message.read',
    'import',
    'export',
    ...papers,
  ],
  qa: [...desk, 'figures.read', 'export', 'quality.check'],
  visitor: [...desk, 'appeal.visit', 'identity.see'],
  supervisor: [
    ...desk,
    'appeal.supervise',
    'appeal.rule',
    'sheet.issue',
    'sheet.review',
    'task.open',
    'identity.reveal',
    'figures.read',
    'export',
    ...papers,
  ],
  liaison: [...unit, 'appeal.handle', 'identity.see', 'figures.read', 'export', 'document.read'],
  handler: [...unit, 'appeal.handle', 'identity.see', 'document.read'],
  reviewer: [...unit, 'appeal.sign', 'figures.read', 'document.read'],
  unitLeader: [
    ...unit,
    'appeal.handle',
    'appeal.sign',
    'identity.see',
    'figures.read',
    'export',
    'document.read',
  ],
  cityLeader: [
    ...unit,
    'appeal.supervise',
    'instruction.give',
    'supervision.order',
    'figures.read',
    'document.read',
  ],
  centreDirector: [
    ...desk,
    'appeal.dispatch',
    'appeal.rule',
    'appeal.review',
    'appeal.strikeOff',
    'appeal.supervise',
    'sheet.issue',
    'sheet.review',
    'supervision.order',
    'instruction.give',
    'task.open',
    'approve.extension',
    'approve.extension.further',
    'approve.suspension',
    'approve.exception',
    'publish',
    'quality.check',
    'identity.reveal',
    'figures.read',
    'export',
    'message.read',
    'knowledge.edit',
    ...papers,
    'document.seal',
  ],
  knowledgeEditor: [...unit, 'knowledge.edit'],
  /** 板块专员 (LL-28): minds the messages of a platform from the first reply to the report upward. */
  sectionClerk: [
    ...desk,
    'appeal.dispatch',
    'appeal.review',
    'appeal.strikeOff',
    'appeal.supervise',
    'sheet.issue',
    'sheet.review',
    'figures.read',
    'import',
    'export',
    ...papers,
  ],
  meetingSecretary: [...desk, 'appeal.dispatch', 'figures.read', 'export'],
  unitDelegate: ['knowledge.read'],
  experiencer: ['knowledge.read'],
  observer: ['figures.read'],
  systemAdmin: [
    'directory.read',
    'directory.edit',
    'rules.edit',
    'document.settings',
    'webhook.edit',
    'system.health',
    'import',
  ],
  securityAdmin: ['directory.read', 'account.edit', 'account.grant', 'identity.erase', 'system.health'],
  auditor: ['directory.read', 'log.read', 'system.health'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as Role[]

/** 三员分立: no one person may hold two of these. */
export const SEPARATE_ROLES = ['systemAdmin', 'securityAdmin', 'auditor'] as const satisfies readonly Role[]
