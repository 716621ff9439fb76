import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  limitClassOf,
  limitTextOf,
  type Rules,
  requiresStep,
  type Traits,
} from '../../domain/policy/rules.ts'
import { DEFAULT_SUPERVISION, supervisionOf } from '../../domain/supervision/ladder.ts'
import type { ClockKind } from '../../domain/vocabulary.ts'
import { problemText } from './files/problem.ts'
import { checkRules, presetNames, presetRules, readRules } from './rules-file.ts'

const PRESETS = [
  'beijing-natural',
  'enterprise-fast',
  'leling',
  'national-default',
  'sanming',
  'shandong',
  'shanghai',
  'zhangye',
]

const rulesOf: Record<string, Rules> = Object.fromEntries(
  await Promise.all(PRESETS.map(async name => [name, await presetRules(name)] as const)),
)

const ordinary: Traits = {
  kind: 'complaint',
  urgency: 'general',
  severity: 'small',
  level: 'general',
  category: '020301',
  channelKind: 'hotline',
  organisationKind: null,
  tags: [],
}
const MATTERS: Record<string, Traits> = {
  'a broken street lamp': ordinary,
  'a question': { ...ordinary, kind: 'inquiry' },
  'a complex dispute': { ...ordinary, level: 'complex' },
  'a danger to life': { ...ordinary, urgency: 'critical' },
  'a flat without water': { ...ordinary, category: '06010102' },
  'a question about the water bill': { ...ordinary, kind: 'inquiry', category: '060103' },
  'an enterprise': { ...ordinary, organisationKind: 'enterprise' },
  'a hard matter of a relocated unit': { ...ordinary, organisationKind: 'relocatedUnit', severity: 'hard' },
  'a message from the web': { ...ordinary, channelKind: 'web' },
  "a leader's instruction": { ...ordinary, tags: ['leaderInstruction'] },
  "a leader's urgent instruction": { ...ordinary, tags: ['leaderInstruction'], urgency: 'urgent' },
  "a leader's hard instruction": { ...ordinary, tags: ['leaderInstruction'], severity: 'hard' },
}

/** Preset, matter, clock, limit: the tables of field-rules §3.1, §3.2 and §10. */
const LIMITS: [string, string, ClockKind, string][] = [
  ['national-default', 'a broken street lamp', 'dispatch', '24h'],
  ['national-default', 'a broken street lamp', 'sign', '1wd'],
  ['national-default', 'a broken street lamp', 'closure', '5wd'],
  ['national-default', 'a broken street lamp', 'return', '2wd'],
  ['national-default', 'a broken street lamp', 'ruling', '1wd'],
  ['national-default', 'a broken street lamp', 'visit', '1wd'],
  ['national-default', 'a broken street lamp', 'rework', '3wd'],
  ['national-default', 'a question', 'closure', '1wd'],
  ['national-default', 'a question about the water bill', 'closure', '1wd'],
  ['national-default', 'a complex dispute', 'closure', '15wd'],
  ['national-default', 'a danger to life', 'dispatch', '1h'],
  ['national-default', 'a danger to life', 'sign', '30m'],
  ['national-default', 'a danger to life', 'firstContact', '30m'],
  ['national-default', 'a danger to life', 'closure', '2h'],
  ['national-default', 'a flat without water', 'dispatch', '2h'],
  ['national-default', 'a flat without water', 'closure', '24h'],
  ['national-default', 'an enterprise', 'firstContact', '1wh'],
  ['national-default', 'an enterprise', 'preliminaryReply', '3wd'],
  ['national-default', 'an enterprise', 'closure', '15wd'],
  ['national-default', 'a hard matter of a relocated unit', 'closure', '30wd'],
  ['national-default', 'a message from the web', 'sign', '4wh'],
  ['national-default', 'a message from the web', 'preliminaryReply', '1wd'],
  ['national-default', 'a message from the web', 'closure', '5wd'],
  ['national-default', "a leader's urgent instruction", 'closure', '5d'],
  ['national-default', "a leader's instruction", 'closure', '15d'],
  ['national-default', "a leader's hard instruction", 'closure', '30d'],
  ['beijing-natural', 'a broken street lamp', 'closure', '7d'],
  ['beijing-natural', 'a complex dispute', 'closure', '15d'],
  ['beijing-natural', 'a danger to life', 'closure', '2h'],
  ['beijing-natural', 'a flat without water', 'closure', '24h'],
  ['shandong', 'a broken street lamp', 'closure', '5wd'],
  ['shandong', 'a broken street lamp', 'return', '2wd'],
  ['shandong', 'a complex dispute', 'closure', '5wd'],
  ['shandong', 'an enterprise', 'firstContact', '1wd'],
  ['shandong', 'an enterprise', 'preliminaryReply', '3wd'],
  ['shandong', 'an enterprise', 'closure', '15wd'],
  ['shandong', 'a hard matter of a relocated unit', 'closure', '30wd'],
  ['shanghai', 'a broken street lamp', 'firstContact', '1wd'],
  ['shanghai', 'a question', 'closure', '1wd'],
  ['shanghai', 'a broken street lamp', 'closure', '5wd'],
  ['shanghai', 'a complex dispute', 'closure', '15wd'],
  ['enterprise-fast', 'an enterprise', 'firstContact', '1wh'],
  ['enterprise-fast', 'an enterprise', 'closure', '5wd'],
  ['enterprise-fast', 'a hard matter of a relocated unit', 'closure', '25wd'],
  ['enterprise-fast', 'a question', 'closure', '2wd'],
]

test('the shipped presets are those eight, and all can be used', async () => {
  assert.deepEqual(await presetNames(), PRESETS)
  for (const name of PRESETS) assert.deepEqual((await readRules('r.yaml', `preset: ${name}`)).problems, [])
})

for (const [preset, matter, clock, limit] of LIMITS)
  test(`${preset}: ${matter} has ${limit} for the step ${clock}`, () => {
    const rules = rulesOf[preset]!
    assert.equal(limitTextOf(rules, limitClassOf(rules, MATTERS[matter]!), clock), limit)
  })

test('an extension of at most ten working days, a return at most twice, in Shandong', () => {
  const { extensions, returns } = rulesOf.shandong!
  assert.deepEqual([extensions.longest, extensions.max, returns.max], ['10wd', 2, 2])
  assert.equal(extensions.tellAppellant, true)
})

test('every reason not to accept a matter says what to do instead, and why', () => {
  for (const rules of Object.values(rulesOf)) {
    assert.equal(rules.refusals.reasons.length, 8)
    for (const { code, route, explain } of rules.refusals.reasons) assert.ok(route && explain, code)
    assert.deepEqual(
      rules.emergencies.map(e => e.line),
      ['110', '119', '120', '122'],
    )
  }
})

test('[ZY-14] which steps a matter must take is data: a question skips the inner signature, an emergency acts first', () => {
  const rules = rulesOf.shandong!
  const steps = (matter: Traits) =>
    (['innerReview', 'preliminaryReply', 'siteCheck', 'reportUpward', 'visit'] as const).filter(s =>
      requiresStep(rules, s, matter),
    )
  assert.deepEqual(steps(ordinary), ['innerReview', 'visit'])
  assert.deepEqual(steps({ ...ordinary, kind: 'inquiry' }), ['visit'])
  assert.deepEqual(steps({ ...ordinary, category: '05020101' }), ['innerReview', 'siteCheck', 'visit'])
  assert.deepEqual(steps({ ...ordinary, urgency: 'critical', category: '0501' }), ['reportUpward', 'visit'])
  assert.deepEqual(steps({ ...ordinary, channelKind: 'externalPlatform' }), [
    'innerReview',
    'preliminaryReply',
    'visit',
  ])
})

test('[ZY-14] a city changes one step by overriding a list, and everything else stays', async () => {
  const { rules } = await readRules(
    'rules.yaml',
    'preset: shandong\nsteps: [{ when: {}, require: { visit: true } }]',
  )
  assert.equal(requiresStep(rules!, 'innerReview', ordinary), false)
  assert.deepEqual(rules!.limits, rulesOf.shandong!.limits)
})

test('a key set to null goes back to what lies below it', async () => {
  const { rules } = await readRules('rules.yaml', 'preset: shandong\nlimits: { consult: { reply: null } }')
  assert.equal(limitTextOf(rules!, 'consult', 'reply'), '5wd')
})

const BROKEN: [string, string, string][] = [
  ['no preset of that name', 'preset: shandon\n', "rules.yaml:1: preset 'shandon' is not one of"],
  [
    'a limit nobody can count',
    '\npreset: shandong\nlimits:\n  general: { reply: 5 days }',
    "rules.yaml:4: limits.general.reply: '5 days' is not a limit",
  ],
  [
    'a limit of nothing',
    'preset: shandong\nlimits:\n  general:\n    reply: 0wd',
    "rules.yaml:4: the limit '0wd' must be more than 0",
  ],
  [
    'a clock that does not exist',
    'preset: shandong\nlimits:\n  general:\n    signn: 1wd',
    "rules.yaml:4: there is no key 'signn' in limits.general",
  ],
  ['an unknown key', 'preset: shandong\n\nwibble: 1', "rules.yaml:3: there is no key 'wibble'"],
  [
    'a word that is not one of a list',
    'preset: shandong\nclockStart: tomorrow',
    "rules.yaml:2: clockStart 'tomorrow' is not one of acceptance, dispatch, sign",
  ],
  [
    'a negative number',
    'preset: shandong\nreturns:\n  max: -1',
    "rules.yaml:3: returns.max must be >= 0, found '-1'",
  ],
  [
    'a class without limits',
    'preset: shandong\nlimitClasses:\n  - { when: {}, limitClass: quick }',
    "rules.yaml:3: 'quick' is not a limit class",
  ],
  [
    'no rule for the rest',
    'preset: shandong\nlimitClasses:\n  - { when: { kinds: [praise] }, limitClass: general }',
    'rules.yaml:3: the last rule must hold for everything',
  ],
  [
    'a reason twice',
    'preset: shandong\nreturns:\n  reasons:\n    - { code: a, zh: 甲, en: A }\n    - { code: a, zh: 乙, en: B }',
    "rules.yaml:5: the reason 'a' is there twice",
  ],
  [
    'an unknown message',
    'preset: shandong\ntexts:\n  recipt: 您好',
    "rules.yaml:3: there is no message 'recipt'",
  ],
  [
    'a field a message does not have',
    'preset: shandong\ntexts:\n  receipt: 单号 {{numbr}}',
    "rules.yaml:3: the message 'receipt' has no field 'numbr'",
  ],
  [
    'a message without words',
    'preset: shandong\ntexts:\n  receipt: ""',
    "rules.yaml:2: the message 'receipt' has no words",
  ],
  [
    'office hours that overlap',
    'preset: shandong\nofficeHours: ["09:00-12:00", "11:00-18:00"]',
    "rules.yaml:2: office hours '11:00-18:00' can't be",
  ],
  [
    'visits at no hour',
    'preset: shandong\nvisits: { hours: { from: 20, to: 9 } }',
    "rules.yaml:2: visits from 20 to 9 o'clock can't be",
  ],
  [
    'a permission that does not exist',
    'preset: shandong\nextensions: { ladder: [approve.all] }',
    "extensions.ladder.0 'approve.all' is not one of",
  ],
  ['the same key twice', 'preset: shandong\npreset: shanghai', 'rules.yaml:2: Map keys must be unique'],
  ['text that is no YAML', 'limits: [', 'rules.yaml:1: '],
  ['a list instead of rules', '- a\n- b', 'rules.yaml:1: the file must be object'],
  ['an alias to nothing', 'limits: *nowhere', 'rules.yaml:1: Unresolved alias'],
]

for (const [what, text, message] of BROKEN)
  test(`rules with ${what} are refused, and the message names the line`, async () => {
    const { rules, problems } = await readRules('rules.yaml', text)
    assert.equal(rules, null)
    const texts = problems.map(problemText)
    assert.ok(
      texts.some(t => t.includes(message)),
      texts.join('\n'),
    )
  })

test('all mistakes are reported at once, each once', async () => {
  const { problems } = await readRules(
    'rules.yaml',
    'preset: shandong\nwibble: 1\nclockStart: x\nlimits: { a: { b: 1wd }, general: { reply: soon } }',
  )
  assert.deepEqual(problems.map(p => p.column).sort(), [
    'clockStart',
    'limits.a.b',
    'limits.general.reply',
    'wibble',
  ])
})

test('rules that come over the wire are checked the same way', () => {
  assert.deepEqual(checkRules(rulesOf.shanghai).problems, [])
  const { lights: _lights, ...rest } = rulesOf.shanghai!
  const { problems } = checkRules(rest)
  assert.deepEqual(
    problems.map(p => p.message),
    ["'lights' is missing"],
  )
})

/** Step, where, mode; the limits that lead to it left out. */
const ladderOf = (name: string) =>
  supervisionOf(rulesOf[name]!).ladder.map(r => `${r.step} ${r.at}${r.after ? ` ${r.after}` : ''} ${r.mode}`)

test('the ladder of the default preset is the product’s own, written out', () => {
  assert.deepEqual(rulesOf['national-default']!.supervision, DEFAULT_SUPERVISION)
})

test('[ZY-24] [ZY-25] [LL-20] [LL-21] [LL-22] [LL-23] the ladder is data: each place climbs its own', () => {
  assert.deepEqual(ladderOf('shandong').slice(1, 4), [
    'yellowUrge yellow automatic',
    'call due automatic',
    'redSupervise overdue automatic',
  ])
  assert.equal(rulesOf.shandong!.supervision!.onUnsatisfiedAfterRedo, 'automatic')
  assert.ok(!ladderOf('zhangye').some(step => step.includes('Urge')))
  assert.deepEqual(rulesOf.zhangye!.lights.green, rulesOf.zhangye!.lights.yellow)
  assert.equal(rulesOf.sanming!.supervision!.colours!.yellow!.zh, '橙色')
  assert.ok(ladderOf('leling').includes('yellowUrge due automatic'), 'a missed milestone')
  assert.equal(rulesOf.leling!.supervision!.onSentBack, 'automatic')
  // What the ladder doesn't say is the default's.
  for (const name of PRESETS) assert.equal(rulesOf[name]!.supervision!.calls.tries, 3)
})

test('an amount that doesn’t count, a step that is there twice and impossible hours are named by their line', async () => {
  const problems = async (supervision: string) =>
    (await readRules('rules.yaml', `preset: national-default\nsupervision:\n${supervision}`)).problems.map(
      problemText,
    )
  const rung = '{ step: redSupervise, at: overdue, clocks: [reply], mode: automatic }'
  assert.deepEqual(
    [
      await problems(
        '  ladder:\n    - { step: call, at: due, after: 2wd, clocks: [reply], mode: automatic }',
      ),
      await problems(`  ladder:\n    - ${rung}\n    - ${rung.replace('overdue', 'due')}`),
      await problems(
        `  ladder:\n    - ${rung}\n    - ${rung.replace('mode', 'when: { levels: [key] }, mode')}`,
      ),
      await problems('  calls: { from: 21, to: 8, tries: 3, everyMinutes: 30 }'),
      await problems('  sheets: { sign: 0wh }'),
    ].map(found => found.map(text => text.replace(/^rules\.yaml:\d+:? ?/, ''))),
    [
      ["an amount counts only from 'overdue', not from 'due'"],
      ["'redSupervise' follows from the same limit of the same matters already, in rung 1"],
      [],
      ["calls from 21 to 8 o'clock can't be"],
      ["the limit '0wh' must be more than 0"],
    ],
  )
})
