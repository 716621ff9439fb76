/** What a schema can't say about rules: limits that can be counted, classes and reasons that exist, texts that are complete. */

import { ladderProblems } from '../supervision/check-ladder.ts'
import { hoursFrom } from '../time/calendar.ts'
import { limitFrom } from '../time/limit.ts'
import { failureOf, type RulesProblem } from './problem.ts'
import type { Reason, Rules } from './rules.ts'
import { fieldsIn, MESSAGE_NAMES, type MessageName, mayUse, wordsFor } from './texts.ts'

/** All problems of rules that fit the schema; none when they can be used. */
export const problemsOf = (rules: Rules): RulesProblem[] => [
  ...limitProblems(rules),
  ...classProblems(rules),
  ...reasonProblems(rules),
  ...textProblems(rules),
  ...otherProblems(rules),
  ...ladderProblems(rules.supervision),
]

function limitProblems(rules: Rules): RulesProblem[] {
  const written: [string, RulesProblem['path']][] = [
    [rules.lights.green.left, ['lights', 'green', 'left']],
    [rules.lights.yellow.left, ['lights', 'yellow', 'left']],
    [rules.extensions.longest, ['extensions', 'longest']],
    [rules.suspensions.reviewEvery, ['suspensions', 'reviewEvery']],
  ]
  for (const [limitClass, limits] of Object.entries(rules.limits))
    for (const [clock, limit] of Object.entries(limits)) written.push([limit, ['limits', limitClass, clock]])
  return written.flatMap(([limit, path]) => failureOf(() => limitFrom(limit), path))
}

function classProblems(rules: Rules): RulesProblem[] {
  const known = Object.keys(rules.limits)
  const missing = (limitClass: string, path: RulesProblem['path']): RulesProblem[] =>
    known.includes(limitClass)
      ? []
      : [{ path, message: `'${limitClass}' is not a limit class; limits has ${known.join(', ')}` }]
  const last = rules.limitClasses.length - 1
  return [
    ...rules.limitClasses.flatMap((r, i) => missing(r.limitClass, ['limitClasses', i, 'limitClass'])),
    ...rules.suspensions.neverPauses.flatMap((c, i) => missing(c, ['suspensions', 'neverPauses', i])),
    ...(Object.keys(rules.limitClasses[last]!.when).length === 0
      ? []
      : [
          {
            path: ['limitClasses', last, 'when'],
            message: 'the last rule must hold for everything: when: {}',
          },
        ]),
    ...(known.includes('default')
      ? []
      : [{ path: ['limits'], message: "a class 'default' is missing; it fills what others leave out" }]),
  ]
}

const REASON_LISTS = [
  'returns',
  'extensions',
  'suspensions',
  'rework',
  'refusals',
  'closeExceptions',
  'exclusions',
] as const

const reasonProblems = (rules: Rules): RulesProblem[] =>
  REASON_LISTS.flatMap(list => duplicatesIn(rules[list].reasons, list))

const duplicatesIn = (reasons: readonly Reason[], list: string): RulesProblem[] =>
  reasons.flatMap((r, i) =>
    reasons.findIndex(other => other.code === r.code) === i
      ? []
      : [{ path: [list, 'reasons', i, 'code'], message: `the reason '${r.code}' is there twice` }],
  )

const textProblems = (rules: Rules): RulesProblem[] => [
  ...MESSAGE_NAMES.filter(name => !wordsFor(rules.texts, name)).map(name => ({
    path: ['texts'],
    message: `the message '${name}' has no words`,
  })),
  ...Object.entries(rules.texts).flatMap(([name, words]) => wordProblems(name, words)),
]

function wordProblems(name: string, words: string): RulesProblem[] {
  const path = ['texts', name]
  if (!isMessage(name)) return [{ path, message: `there is no message '${name}'` }]
  return fieldsIn(words)
    .filter(field => !mayUse(name, field))
    .map(field => ({ path, message: `the message '${name}' has no field '${field}'` }))
}

const isMessage = (name: string): name is MessageName => (MESSAGE_NAMES as string[]).includes(name)

function otherProblems(rules: Rules): RulesProblem[] {
  const { from, to } = rules.visits.hours
  const { green, yellow } = rules.lights
  return [
    ...(rules.officeHours ? failureOf(() => hoursFrom(rules.officeHours!), ['officeHours']) : []),
    ...(from >= 0 && from < to && to <= 24
      ? []
      : [{ path: ['visits', 'hours'], message: `visits from ${from} to ${to} o'clock can't be` }]),
    ...(green.share >= yellow.share
      ? []
      : [
          {
            path: ['lights', 'green', 'share'],
            message: 'green comes before yellow: its share must not be smaller',
          },
        ]),
    ...rules.reviews.poor.flatMap((stars, i) =>
      stars >= 1 && stars <= 5
        ? []
        : [{ path: ['reviews', 'poor', i], message: `${stars} stars can't be given; 1 to 5` }],
    ),
  ]
}
