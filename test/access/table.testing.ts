/** Who may do what, written down by hand: every route with its roles and what they meet in four places. Nothing here is derived from the code. */
import type { Role } from '../../src/domain/access/roles.ts'

/**
 * Where somebody holds a role: at the centre (the top unit), at the unit that has the matter, at another unit of the
 * same city, at the centre of another city.
 */
export const PLACES = ['centre', 'own', 'other', 'away'] as const
export type Place = (typeof PLACES)[number]
export type Expected = 'yes' | 403 | 404

/** What those who have the permission somewhere meet, in the order of PLACES. */
const SCOPES = {
  /** One's own things, or lists that show everybody their own part. */
  anywhere: ['yes', 'yes', 'yes', 'yes'],
  /** Whoever may see the ticket. */
  seen: ['yes', 'yes', 404, 404],
  /** Only the centre that owns the ticket; the unit that has it is told no, others don't hear that it exists. */
  centre: ['yes', 403, 404, 404],
  /** A ticket that no unit has yet. */
  undispatched: ['yes', 404, 404, 404],
  /** Only at the top of the tenant; the others are told so. */
  top: ['yes', 403, 403, 'yes'],
  /** Rows of the city's directory: those of one's own subtree; the same code elsewhere is another row. */
  row: ['yes', 'yes', 403, 'yes'],
  /** The same where the row goes by its id. */
  rowById: ['yes', 'yes', 403, 404],
  /** The city's own row, which no unit below may touch. */
  topById: ['yes', 403, 403, 404],
  /** The ticket is there to see, but this isn't for them to do. */
  looksOn: [403, 403, 404, 404],
  nothing: [404, 404, 404, 404],
  /** Known in the whole city, to nobody outside. */
  city: ['yes', 'yes', 'yes', 404],
} as const satisfies Record<string, readonly Expected[]>

const TAKES_CALLS = [
  'agent',
  'vendorAgent',
  'gridWorker',
  'shiftLead',
  'dispatcher',
  'qa',
  'visitor',
  'supervisor',
  'centreDirector',
  'meetingSecretary',
  'sectionClerk',
] as const satisfies Role[]
const UNIT_STAFF = [
  'liaison',
  'handler',
  'reviewer',
  'unitLeader',
  'cityLeader',
  'knowledgeEditor',
] as const satisfies Role[]
const READS = [...TAKES_CALLS, ...UNIT_STAFF] as const
const ADMINS = ['systemAdmin', 'securityAdmin', 'auditor'] as const satisfies Role[]
const ALL = [...READS, ...ADMINS, 'unitDelegate', 'experiencer', 'observer'] as const satisfies Role[]
const DISPATCHES = [
  'shiftLead',
  'dispatcher',
  'centreDirector',
  'meetingSecretary',
  'sectionClerk',
] as const satisfies Role[]
const HANDLES = ['liaison', 'handler', 'unitLeader'] as const satisfies Role[]
const REVIEWS = ['dispatcher', 'centreDirector', 'sectionClerk'] as const satisfies Role[]
const SUPERVISES = ['supervisor', 'cityLeader', 'centreDirector', 'sectionClerk'] as const satisfies Role[]
const OPENS_TASKS = ['supervisor', 'centreDirector'] as const satisfies Role[]
const ISSUES_SHEETS = ['supervisor', 'centreDirector', 'sectionClerk'] as const satisfies Role[]
const RULES = ['dispatcher', 'supervisor', 'centreDirector'] as const satisfies Role[]
const IMPORTS = ['dispatcher', 'sectionClerk', 'systemAdmin'] as const satisfies Role[]
const FIGURES = [
  'shiftLead',
  'dispatcher',
  'qa',
  'supervisor',
  'liaison',
  'reviewer',
  'unitLeader',
  'cityLeader',
  'centreDirector',
  'meetingSecretary',
  'sectionClerk',
  'observer',
] as const satisfies Role[]
const CHECKS_QUALITY = ['qa', 'centreDirector'] as const satisfies Role[]
const EXPORTS = [
  'dispatcher',
  'qa',
  'supervisor',
  'liaison',
  'unitLeader',
  'centreDirector',
  'meetingSecretary',
  'sectionClerk',
] as const satisfies Role[]
const KNOWS = [...READS, 'unitDelegate', 'experiencer'] as const satisfies Role[]
const ISSUES = ['dispatcher', 'supervisor', 'centreDirector', 'sectionClerk'] as const satisfies Role[]
const READS_PAPERS = [
  ...ISSUES,
  'liaison',
  'handler',
  'reviewer',
  'unitLeader',
  'cityLeader',
] as const satisfies Role[]
const EDITS_KNOWLEDGE = ['centreDirector', 'knowledgeEditor'] as const satisfies Role[]
const MESSAGES = ['shiftLead', 'dispatcher', 'centreDirector'] as const satisfies Role[]
const DIRECTORY = [...READS, ...ADMINS] as const

export interface Rule {
  /** `everybody`: also nobody; else those roles only. */
  who: 'everybody' | readonly Role[]
  at: readonly Expected[]
  /** Other roles that come past the first door. */
  also: readonly (readonly [who: readonly Role[], at: readonly Expected[]])[]
  /** What all the rest meet. */
  others: readonly Expected[]
  /** An appellant with number and code, of this very appeal; a citizen signed in by the phone it came from. */
  appellant: Expected
  citizen: Expected
}

type Scope = keyof typeof SCOPES
const of = (who: readonly Role[], scope: Scope, more: Partial<Rule> = {}): Rule => ({
  who,
  at: SCOPES[scope],
  also: [],
  others: [403, 403, 403, 403],
  appellant: 403,
  citizen: 403,
  ...more,
})
const staff = (more: Partial<Rule> = {}): Rule => of(ALL, 'anywhere', more)
const everybody: Rule = { ...staff({ appellant: 'yes', citizen: 'yes' }), who: 'everybody' }
/** What only number and code or the phone open: to staff, whatever their role, it isn't there. */
const withCode: Rule = { ...everybody, at: SCOPES.nothing }
/** Handlers come past the first door, then it isn't theirs. */
const handlersLookOn = { also: [[HANDLES, SCOPES.looksOn]] } as const
const admin = (scope: Scope): Rule => of(['systemAdmin'], scope)
const accounts = (scope: Scope): Rule => of(['securityAdmin'], scope)

export const ACCESS: Record<string, Rule> = {
  // Accounts
  signIn: everybody,
  beginSignOn: everybody,
  finishSignOn: everybody,
  sendPhoneCode: everybody,
  signInCitizen: everybody,
  // The town has no mini-program: nobody comes in through it.
  enterByWechat: { ...everybody, at: SCOPES.nothing, appellant: 404, citizen: 404 },
  // An access key, which the test's people carry, has no session to end and may not touch credentials.
  signOut: of(ALL, 'anywhere', { at: [403, 403, 403, 403], citizen: 'yes' }),
  readMe: staff({ appellant: 'yes', citizen: 'yes' }),
  changeMyPassword: staff({ at: [403, 403, 403, 403] }),
  enrolSecondFactor: staff({ at: [403, 403, 403, 403] }),
  confirmSecondFactor: staff({ at: [403, 403, 403, 403] }),
  listMyKeys: staff(),
  createMyKey: staff({ at: [403, 403, 403, 403] }),
  endMyKey: staff({ at: [403, 403, 403, 403] }),
  listAccounts: accounts('anywhere'),
  createAccount: accounts('seen'),
  changeAccount: accounts('seen'),
  resetPassword: accounts('seen'),
  resetSecondFactor: accounts('seen'),
  grantRole: accounts('row'),
  takeRole: accounts('row'),
  // Directory and rules
  listUnits: of(DIRECTORY, 'anywhere'),
  listCategories: of(DIRECTORY, 'anywhere'),
  listChannels: of(DIRECTORY, 'anywhere'),
  listRegions: of(DIRECTORY, 'anywhere'),
  listGrids: of(DIRECTORY, 'anywhere'),
  listHotlines: of(DIRECTORY, 'anywhere'),
  listCatalogue: of(DIRECTORY, 'anywhere'),
  listLocalDays: of(DIRECTORY, 'anywhere'),
  readCalendar: staff(),
  listPeople: of(DIRECTORY, 'anywhere'),
  listOrganisations: of(DIRECTORY, 'anywhere'),
  listOrganisationContacts: of(DIRECTORY, 'city'),
  addContact: admin('rowById'),
  endContact: admin('rowById'),
  putUnit: admin('row'),
  putCategory: admin('top'),
  putChannel: admin('top'),
  putRegion: admin('top'),
  putGrid: admin('row'),
  putPerson: admin('row'),
  putOrganisation: admin('row'),
  putHotline: admin('row'),
  putLocalDay: admin('top'),
  putCatalogueEntry: admin('row'),
  deleteCatalogueEntry: admin('rowById'),
  deleteLocalDay: admin('topById'),
  // Everybody for themselves, the administrator for others.
  putLeave: of(['systemAdmin'], 'rowById', { others: [403, 403, 403, 404] }),
  getRules: of(DIRECTORY, 'anywhere'),
  listRules: of(DIRECTORY, 'anywhere'),
  compareRules: of(DIRECTORY, 'anywhere'),
  publishRules: admin('top'),
  tryRules: of([...FIGURES, 'systemAdmin'], 'top'),
  // 接
  createAppeal: of(TAKES_CALLS, 'top'),
  findCandidates: of(TAKES_CALLS, 'anywhere'),
  addToAppeal: of(TAKES_CALLS, 'centre'),
  tellCentre: of(TAKES_CALLS, 'centre'),
  askAppellant: of(DISPATCHES, 'centre'),
  withdrawAppeal: of(TAKES_CALLS, 'centre'),
  refuseAppeal: of(DISPATCHES, 'undispatched'),
  answerAppeal: of(TAKES_CALLS, 'undispatched'),
  handOverAppeal: of(TAKES_CALLS, 'undispatched'),
  classifyAppeal: of(DISPATCHES, 'undispatched'),
  mergeAppeals: of(DISPATCHES, 'undispatched'),
  unmergeAppeals: of(DISPATCHES, 'undispatched'),
  splitAppeal: of(TAKES_CALLS, 'undispatched'),
  joinParent: of(DISPATCHES, 'undispatched'),
  joinAppeal: of(TAKES_CALLS, 'centre'),
  openContact: of(TAKES_CALLS, 'top'),
  answerContact: of(TAKES_CALLS, 'undispatched'),
  refuseContact: of(TAKES_CALLS, 'undispatched'),
  handOverContact: of(TAKES_CALLS, 'undispatched'),
  abandonContact: of(TAKES_CALLS, 'undispatched'),
  rateContact: of(TAKES_CALLS, 'undispatched'),
  listContacts: of(TAKES_CALLS, 'anywhere'),
  openContacts: of(TAKES_CALLS, 'anywhere'),
  countContacts: of([...new Set([...TAKES_CALLS, ...FIGURES])], 'anywhere'),
  showContact: of(TAKES_CALLS, 'undispatched'),
  createRestraint: of(DISPATCHES, 'top'),
  listRestraints: of(DISPATCHES, 'anywhere'),
  endRestraint: of(DISPATCHES, 'undispatched'),
  // What the public calls
  sendAppeal: everybody,
  meToo: everybody,
  similarMatters: everybody,
  joinSimilar: everybody,
  // Of an organisation one speaks for; anybody else's isn't there.
  ownOrganisation: of([], 'anywhere'),
  changeOwnOrganisation: of([], 'anywhere'),
  addDelegate: of([], 'anywhere'),
  endDelegate: of([], 'anywhere'),
  followAppeal: withCode,
  ownAppeals: of([], 'anywhere', { citizen: 'yes' }),
  addToOwn: withCode,
  tellOwn: withCode,
  withdrawOwn: withCode,
  giveReview: withCode,
  reopenOwn: withCode,
  publicBoard: everybody,
  uploadPublicFile: everybody,
  // 转
  dispatchAppeal: of(DISPATCHES, 'undispatched'),
  dispatchMany: of(DISPATCHES, 'anywhere'),
  suggestForAppeal: of([...TAKES_CALLS], 'seen'),
  suggestForDraft: of([...TAKES_CALLS], 'anywhere'),
  listClaimable: of(HANDLES, 'anywhere'),
  // Offered to the unit itself and to what stands above it; others don't hear of it.
  claimAppeal: of(HANDLES, 'seen'),
  passDown: of(HANDLES, 'seen'),
  cancelAssignment: of(DISPATCHES, 'centre', handlersLookOn),
  handAssignment: of(HANDLES, 'seen'),
  listCandidates: of(DISPATCHES, 'centre', { also: [[HANDLES, SCOPES.seen]] }),
  returnAssignment: of(HANDLES, 'seen'),
  objectToDispatch: of(HANDLES, 'seen'),
  decideReturn: of(RULES, 'centre', handlersLookOn),
  ruleOnObjection: of(RULES, 'centre'),
  showBounces: of(READS, 'seen'),
  // 办
  signAssignment: of(HANDLES, 'seen'),
  // By the centre only where the report is confidential.
  contactAppellant: of(HANDLES, 'seen', { also: [[DISPATCHES, SCOPES.looksOn]] }),
  recordProgress: of(HANDLES, 'seen'),
  checkSite: of(HANDLES, 'seen'),
  rewriteContent: of(['dispatcher'], 'centre'),
  resumeAppeal: of(REVIEWS, 'centre'),
  replyPreliminarily: of(HANDLES, 'seen'),
  reply: of(HANDLES, 'seen'),
  acceptAnswer: of(REVIEWS, 'centre'),
  sendBackAnswer: of([...REVIEWS, ...SUPERVISES], 'centre', handlersLookOn),
  askExtension: of(HANDLES, 'seen'),
  askSuspension: of(HANDLES, 'seen'),
  askCountersign: of(HANDLES, 'seen'),
  reportUpward: of(HANDLES, 'seen'),
  urgeAssignment: of(SUPERVISES, 'centre'),
  setLevel: of(SUPERVISES, 'centre'),
  publishAppeal: of(['centreDirector'], 'centre'),
  unpublishAppeal: of(['centreDirector'], 'centre'),
  askCloseException: of(HANDLES, 'seen', { also: [[REVIEWS, SCOPES.centre]] }),
  askExclusion: of(HANDLES, 'seen', { also: [[REVIEWS, SCOPES.centre]] }),
  // Whoever a request is put to by the rules: here, of an extension.
  decideRequest: of(['shiftLead', 'centreDirector'], 'centre', {
    also: [[READS, SCOPES.looksOn]],
    others: SCOPES.nothing,
  }),
  listRequests: staff(),
  listAssignments: of([...READS], 'anywhere'),
  // 督
  sendSheet: of(ISSUES_SHEETS, 'centre'),
  sendSheets: of(ISSUES_SHEETS, 'anywhere'),
  superviseMany: of(SUPERVISES, 'anywhere'),
  previewSheet: of(ISSUES_SHEETS, 'centre'),
  // Decided once: after the first of them it is no proposal any more, but nobody is told that it isn't there.
  decideProposal: of(ISSUES_SHEETS, 'centre'),
  withdrawSheet: of(ISSUES_SHEETS, 'centre'),
  acceptSheet: of(ISSUES_SHEETS, 'centre'),
  sendBackSheet: of(ISSUES_SHEETS, 'centre'),
  signSheet: of(HANDLES, 'seen'),
  answerSheet: of(HANDLES, 'seen'),
  objectToSheet: of(HANDLES, 'seen'),
  instruct: of(['cityLeader', 'centreDirector'], 'centre'),
  openTask: of(['supervisor', 'centreDirector'], 'top', { also: [[['cityLeader'], [403, 403, 403, 403]]] }),
  listSheets: of(READS, 'anywhere'),
  readLedgerSteps: of(READS, 'anywhere'),
  listLedgerSteps: of(READS, 'anywhere'),
  listTicketSheets: of(READS, 'seen'),
  // 访
  listVisits: of(['visitor'], 'anywhere'),
  attemptVisit: of(['visitor'], 'centre'),
  strikeOff: of(REVIEWS, 'centre'),
  strikeOffMany: of(REVIEWS, 'anywhere'),
  mergeMany: of(DISPATCHES, 'anywhere'),
  urgeMany: of(SUPERVISES, 'anywhere'),
  reopenAppeal: of(REVIEWS, 'centre'),
  // 质检
  listQualityQueue: of(CHECKS_QUALITY, 'anywhere'),
  checkQuality: of(CHECKS_QUALITY, 'undispatched'),
  listQualityChecks: of(CHECKS_QUALITY, 'anywhere'),
  // External platforms and imports: matters of the whole city
  takePlatformMessages: of(TAKES_CALLS, 'top'),
  givePlatformFeedback: of(TAKES_CALLS, 'topById'),
  listPlatformReplies: of(IMPORTS, 'top'),
  ackPlatformReply: of(IMPORTS, 'topById'),
  refusePlatformReply: of(IMPORTS, 'topById'),
  sendPlatformReplyAgain: of(IMPORTS, 'topById'),
  listTicketReplies: of(READS, 'seen'),
  readWayUpward: of(READS, 'seen'),
  draftReport: of([...ISSUES, ...HANDLES], 'seen'),
  issueReport: of(ISSUES, 'centre'),
  readBursts: of(DISPATCHES, 'anywhere'),
  readHeap: of(DISPATCHES, 'undispatched'),
  settleHeap: of(DISPATCHES, 'undispatched'),
  listImports: of(IMPORTS, 'top'),
  startImport: of(IMPORTS, 'top'),
  showImport: of(IMPORTS, 'topById'),
  readRejects: of(IMPORTS, 'topById'),
  cancelImport: of(IMPORTS, 'topById'),
  // 考
  // The map: outlines and tiles say nothing about anybody
  mapRegions: everybody,
  mapSettings: everybody,
  readFigures: of(FIGURES, 'anywhere'),
  readReconciliation: of(FIGURES, 'top'),
  readOverview: of(FIGURES, 'anywhere'),
  // The record
  openAppeal: of(READS, 'seen'),
  // With a reason; those who see by purpose are told that this isn't one.
  seeIdentity: of(['dispatcher', 'supervisor', 'centreDirector'], 'seen', {
    also: [[['agent', 'shiftLead', 'visitor', ...HANDLES], SCOPES.looksOn]],
  }),
  eraseIdentity: of(['securityAdmin'], 'undispatched'),
  listViews: of(['auditor'], 'undispatched', { citizen: 'yes' }),
  listIdentityViews: of(['auditor'], 'anywhere'),
  readSystem: of(ADMINS, 'top'),
  listAppeals: of(READS, 'anywhere'),
  countAppeals: of(READS, 'anywhere'),
  exportAppeals: of(EXPORTS, 'anywhere'),
  streamEvents: of(READS, 'anywhere'),
  listSavedViews: of(READS, 'anywhere'),
  saveView: of(READS, 'anywhere'),
  changeView: of(READS, 'anywhere'),
  dropView: of(READS, 'anywhere'),
  // Around it
  uploadFile: staff(),
  openFile: of(READS, 'seen', { appellant: 'yes', citizen: 'yes', others: SCOPES.nothing }),
  searchKnowledge: of(KNOWS, 'anywhere'),
  readArticle: of(KNOWS, 'city'),
  listArticles: of(EDITS_KNOWLEDGE, 'anywhere'),
  // A unit of another city is a mistake in a field.
  createArticle: of(EDITS_KNOWLEDGE, 'row'),
  changeArticle: of(EDITS_KNOWLEDGE, 'rowById'),
  listArticleVersions: of(EDITS_KNOWLEDGE, 'rowById'),
  // Policy documents: for everybody on the staff, and some for everybody.
  listRegulations: staff(),
  readRegulation: of(ALL, 'city'),
  createRegulation: of(EDITS_KNOWLEDGE, 'row'),
  changeRegulation: of(EDITS_KNOWLEDGE, 'rowById'),
  listRegulationVersions: of(ALL, 'city'),
  listRegulationReferences: of(ALL, 'city'),
  listBrokenReferences: of(EDITS_KNOWLEDGE, 'anywhere'),
  findCited: staff(),
  listPublicRegulations: everybody,
  readPublicRegulation: everybody,
  // Task forces, for the whole city: others hear of those they are in.
  listTaskForces: of(READS, 'anywhere'),
  readTaskForce: of(READS, 'undispatched'),
  createTaskForce: of(OPENS_TASKS, 'top'),
  changeTaskForce: of(OPENS_TASKS, 'topById'),
  dissolveTaskForce: of(OPENS_TASKS, 'topById'),
  noteTaskForce: of(OPENS_TASKS, 'undispatched', { also: [[READS, [403, 404, 404, 404]]] }),
  // Commendations of one's own unit; the centre decides.
  listCommendations: of([...new Set([...TAKES_CALLS, ...HANDLES, ...FIGURES])], 'anywhere'),
  registerCommendation: of([...TAKES_CALLS, ...HANDLES], 'row'),
  confirmCommendation: of(CHECKS_QUALITY, 'seen'),
  dismissCommendation: of(CHECKS_QUALITY, 'seen'),
  eraseCommendation: of(['securityAdmin'], 'seen'),
  readCredits: of(FIGURES, 'anywhere'),
  readConduct: of(FIGURES, 'anywhere'),
  readSteps: of(FIGURES, 'anywhere'),
  readHotDomains: of(FIGURES, 'top'),
  // Typical cases, of the whole city.
  listCases: staff(),
  writeCase: of([...new Set([...REVIEWS, ...CHECKS_QUALITY])], 'centre'),
  changeCase: of([...new Set([...REVIEWS, ...CHECKS_QUALITY])], 'topById'),
  publishCase: of(['centreDirector'], 'topById'),
  listPublicCases: everybody,
  // Official documents: issued by the centre, here addressed to the unit that has the matter.
  listDocuments: of(READS_PAPERS, 'anywhere'),
  showDocument: of(READS_PAPERS, 'seen'),
  openDocumentPdf: of(READS_PAPERS, 'seen'),
  openDocumentWord: of(READS_PAPERS, 'seen'),
  // The city's head stands on them.
  issueDocument: of(ISSUES, 'top'),
  previewDocument: of(ISSUES, 'top'),
  readDocumentSettings: of(['systemAdmin', 'centreDirector'], 'anywhere'),
  saveDocumentSettings: admin('top'),
  previewDocumentSettings: of(['systemAdmin'], 'anywhere'),
  readTemplate: of(['systemAdmin'], 'anywhere'),
  uploadSeal: of(['centreDirector'], 'top'),
  openSeal: of(['centreDirector'], 'topById'),
  listMessages: of(MESSAGES, 'anywhere'),
  listAlerts: of([...new Set([...SUPERVISES, ...DISPATCHES, ...ADMINS])], 'anywhere'),
  // Administrators watch the system, not matters.
  seeAlert: of([...new Set([...SUPERVISES, ...DISPATCHES])], 'undispatched', {
    also: [[ADMINS, SCOPES.nothing]],
  }),
  // They tell of the whole city.
  listWebhooks: admin('top'),
  createWebhook: admin('top'),
  changeWebhook: admin('topById'),
  renewWebhookSecret: admin('topById'),
  deleteWebhook: admin('topById'),
  listDeliveries: admin('topById'),
  deliverAgain: admin('topById'),
  // Of the units one looks after: here, the one that has the matter.
  listRobots: admin('anywhere'),
  createRobot: admin('row'),
  changeRobot: admin('rowById'),
  deleteRobot: admin('rowById'),
  tryRobot: admin('rowById'),
  listRobotDeliveries: admin('rowById'),
  readVoice: admin('top'),
  readMyLights: of(READS, 'anywhere'),
  watchLights: of(READS, 'row'),
  listMyLightNews: of(READS, 'anywhere'),
  seeMyLights: of(READS, 'anywhere'),
  // Only what the voice gateway has signed is heard.
  hearCall: { ...everybody, at: SCOPES.nothing, appellant: 404, citizen: 404 },
  tryLadder: admin('top'),
  checkRules: admin('anywhere'),
  listLadderPresets: admin('anywhere'),
}
