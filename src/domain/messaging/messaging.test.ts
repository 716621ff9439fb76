/** Which event leads to which words, when to try again, and what happens to words that are wrong. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { townRules } from '../../../test/rules.ts'
import { DAY, HOUR } from '../instant.ts'
import { MESSAGE_FIELDS, MESSAGE_NAMES, wordsFor } from '../policy/texts.ts'
import { EVENT_KINDS, type EventKind } from '../record/event-kinds.ts'
import { DEFAULT_SUPERVISION } from '../supervision/ladder.ts'
import { MOST_TRIES, nextTry } from './back-off.ts'
import type { Happened, Matter } from './intended.ts'
import { alertFor } from './ladder-messages.ts'
import { messagesFor, TELLING_KINDS } from './messages-for.ts'
import { worded } from './wording.ts'

const matter = (more: Partial<Matter> = {}): Matter => ({
  imported: false,
  leadUnitId: 2,
  dueAt: 5 * DAY,
  signBefore: DAY,
  mergedInto: '123',
  texts: { answer: '已修好', question: '哪一盏？' },
  answer: '路灯已修好',
  ladder: {
    clock: { kind: 'reply', dueAt: 5 * DAY },
    sheet: {
      kind: 'yellowUrge',
      number: '示催〔2026〕1号',
      recipients: [
        { unitId: 2, role: 'lead', dueAt: 2 * DAY },
        { unitId: 3, role: 'copy', dueAt: null },
      ],
    },
    units: [2, 3],
    notBefore: DAY,
  },
  rules: townRules,
  unitName: id => `单位${id}`,
  timeText: at => `第${at / DAY}天`,
  ...more,
})
const event = (kind: Happened['kind'], facts: Record<string, unknown> = {}): Happened => ({
  kind,
  facts,
  at: 0,
  unitId: 2,
})
const said = (e: Happened, m = matter()) => messagesFor(e, m).map(i => i.template)

test('each event tells those it concerns, and only those', () => {
  const cases: [Happened, string[]][] = [
    [event('appeal.received'), ['receipt']],
    [event('assignment.assigned', { role: 'lead' }), ['dispatched', 'unitAssigned']],
    [event('assignment.assigned', { role: 'assist' }), ['unitAssigned']],
    [event('assignment.passedDown', { role: 'lead', parentNo: 1 }), ['unitAssigned']],
    [event('assignment.contacted', { reached: true }), []],
    [event('assignment.contacted', { reached: false }), ['contactTried']],
    [
      event('approval.decided', { kind: 'extension', verdict: 'approved', reason: 'complexWorks' }),
      ['extended'],
    ],
    [event('approval.decided', { kind: 'extension', verdict: 'rejected', reason: 'complexWorks' }), []],
    [event('approval.decided', { kind: 'return', verdict: 'approved', reason: 'notOurDuty' }), []],
    [event('assignment.replied'), []],
    [event('appeal.answered'), []],
    [event('appeal.reviewed'), ['answered', 'reviewInvitation']],
    [event('visit.concluded', { outcome: 'unreachable' }), ['visitMissed']],
    [event('visit.concluded', { outcome: 'reached' }), []],
    [event('appeal.reworked', { from: 'visit' }), ['reworked', 'unitReworked']],
    [event('appeal.merged'), ['merged']],
    [event('appeal.joined', { contactId: 7 }), ['joined']],
    [event('appeal.refused', { reason: 'outsideTerritory' }), ['refused']],
    [event('appeal.urged'), ['unitUrged']],
    [event('clock.lit', { light: 'yellow' }), ['staffLight', 'robotLight']],
    [event('assignment.reminded', { light: 'green' }), ['unitReminded']],
    [event('sheet.issued', { sheetNo: 1 }), ['unitSheet', 'unitSheetCopy', 'robotSheet']],
    [event('sheet.withdrawn', { sheetNo: 1 }), ['unitSheetWithdrawn', 'unitSheetWithdrawn']],
    [event('sheet.sentBack', { sheetNo: 1 }), ['unitSheetSentBack']],
    [event('sheet.proposed', { sheetNo: 1 }), []],
    [event('supervision.ordered', { supervision: 'joint' }), ['unitSupervision', 'unitSupervision']],
    [event('supervision.ordered', { supervision: 'leader' }), ['leaderSupervision']],
    [event('call.owed', { light: 'red' }), ['unitCall']],
    [event('call.made', { outcome: 'busy' }), ['robotCall']],
  ]
  for (const [e, templates] of cases) assert.deepEqual(said(e), templates, e.kind)
})

test('imports are quiet, whatever happens', () => {
  for (const kind of TELLING_KINDS)
    assert.deepEqual(said(event(kind, { numbers: [] }), matter({ imported: true })), [], kind)
})

/** The preliminary reply says that it is one; what the centre says itself needs no review. */
const SAID_AT_ONCE = ['assignment.preliminary', 'appeal.answeredOnSpot']

test('nothing tells an answer but the centre’s having passed it', () => {
  const m = matter({ texts: { answer: '草稿', internalNote: '草稿' }, answer: '草稿' })
  const facts = { numbers: ['1'], reached: false, kind: 'extension', verdict: 'approved', reason: 'season' }
  for (const kind of [...TELLING_KINDS, ...(Object.keys(EVENT_KINDS) as EventKind[])]) {
    if (kind === 'appeal.reviewed' || SAID_AT_ONCE.includes(kind)) continue
    assert.doesNotMatch(JSON.stringify(messagesFor(event(kind, facts), m)), /草稿/, kind)
  }
})

test('the appellant hears of an extension only where the rules say so', () => {
  const extensions = { ...townRules.extensions, tellAppellant: false }
  const e = event('approval.decided', { kind: 'extension', verdict: 'approved', reason: 'complexWorks' })
  assert.deepEqual(said(e, matter({ rules: { ...townRules, extensions } })), [])
})

test('[ZY-24] a step of the ladder waits until people may be told, and has to reach somebody', () => {
  for (const kind of ['assignment.reminded', 'sheet.issued', 'supervision.ordered', 'call.owed'] as const) {
    const told = messagesFor(event(kind, { supervision: 'leader' }), matter())
    const people = told.filter(i => !i.template.startsWith('robot'))
    assert.ok(people.length > 0 && people.every(i => i.mustReach && i.notBefore === DAY), kind)
  }
})

test('those who decide are alerted to a proposed sheet, to a higher supervision asked for or ordered, to nothing else', () => {
  const cases: [Happened, string | undefined][] = [
    [event('sheet.proposed', { kind: 'redSupervise' }), 'sheetProposed'],
    [event('approval.asked', { kind: 'supervision', reason: 'leader' }), 'supervisionAsked'],
    [event('approval.asked', { kind: 'extension', reason: 'season' }), undefined],
    [event('supervision.ordered', { supervision: 'joint' }), undefined],
    [event('supervision.ordered', { supervision: 'accountability' }), 'supervisionOrdered'],
    [event('clock.lit', { light: 'red' }), undefined],
  ]
  for (const [e, kind] of cases) assert.equal(alertFor(e)?.kind, kind, e.kind)
})

test('a city that calls its lights blue, orange and red reads those words', () => {
  const colours = { green: { zh: '蓝色', en: 'blue' } }
  const rules = { ...townRules, supervision: { ...DEFAULT_SUPERVISION, colours } }
  const named = (light: string) =>
    messagesFor(event('clock.lit', { light }), matter({ rules }))[0]!.fields.light
  assert.deepEqual([named('green'), named('yellow')], ['蓝色', '黄灯'])
})

test('rules written before the ladder still have words for it', () => {
  assert.ok(
    MESSAGE_NAMES.filter(n => /Sheet|Reminded|Supervision|Call|robot/.test(n)).every(n => wordsFor({}, n)),
  )
  assert.equal(wordsFor({ unitCall: '请办' }, 'unitCall'), '请办')
  assert.equal(wordsFor({}, 'receipt'), undefined)
})

test('a refusal names the reason and the lawful route', () => {
  const [refused] = messagesFor(event('appeal.refused', { reason: 'outsideTerritory' }), matter())
  assert.deepEqual(refused!.fields, { reason: '不属于本地管辖', route: '请向事发地12345反映' })
})

test('an invitation to rate waits as long as the rules say, an answer goes out at once to all reporters', () => {
  const [answered, invitation] = messagesFor(event('appeal.reviewed'), matter())
  assert.equal(answered!.to, 'allReporters')
  assert.equal(answered!.notBefore, undefined)
  assert.deepEqual([invitation!.to, invitation!.notBefore], ['appellant', 3 * DAY])
})

test('a long answer is cut, and a phone number that slipped into it is not passed on to other reporters', () => {
  const [answered] = messagesFor(
    event('appeal.reviewed'),
    matter({ answer: `请联系13812345678。${'好'.repeat(500)}` }),
  )
  assert.ok(!answered!.fields.answer!.includes('13812345678'))
  assert.ok([...answered!.fields.answer!].length <= 301)
})

test('words are filled, or it is said what they lack; a field that isn’t known sends nothing', () => {
  const fields = { tenant: '示例市', number: '1', code: null, unit: '处', until: null }
  assert.deepEqual(worded('dispatched', '{{number}}交{{unit}}', fields), { text: '1交处' })
  assert.deepEqual(worded('dispatched', '{{until}}前', fields), { unknown: 'until' })
  assert.deepEqual(worded('dispatched', undefined, fields), { missing: 'words' })
  assert.deepEqual(worded('dispatched', '{{naem}}', fields), { missing: 'field naem' })
  assert.deepEqual(worded('dispatched', '{{code}}', fields), { missing: 'field code' })
})

test('everything a message may use is given by the event that sends it', () => {
  const facts = {
    role: 'lead',
    reached: false,
    kind: 'extension',
    verdict: 'approved',
    reason: 'season',
    reviewOn: 'x',
    numbers: ['1'],
    outcome: 'unreachable',
    light: 'red',
    from: 'visit',
    reasons: ['notSolved'],
  }
  const told = (more: object) =>
    TELLING_KINDS.flatMap(kind => messagesFor(event(kind, { ...facts, ...more }), matter()))
  const given = new Map(
    [...told({ supervision: 'joint' }), ...told({ supervision: 'leader', outcome: 'busy' })].map(i => [
      i.template,
      i.fields,
    ]),
  )
  const unsent = MESSAGE_NAMES.filter(n => !given.has(n))
  assert.deepEqual(unsent, ['oneTimeCode'], 'words that nothing sends')
  for (const name of MESSAGE_NAMES.filter(n => given.has(n)))
    for (const field of MESSAGE_FIELDS[name])
      assert.ok(field === 'number' || field === 'code' || field in given.get(name)!, `${name} lacks ${field}`)
})

test('each further try waits longer, never more than a few hours, and never in the past', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MOST_TRIES }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (tries, random) => {
        const wait = nextTry(1000, tries, random) - 1000
        assert.ok(wait >= 8_000 && wait <= 4 * HOUR)
        assert.ok(nextTry(0, tries + 1, 0) >= nextTry(0, tries, 0))
      },
    ),
  )
})
