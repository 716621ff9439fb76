/** What a schema can't say about the ladder: amounts only where they count, no step twice, calls within a day. */
import { failureOf, type RulesProblem } from '../policy/problem.ts'
import { limitFrom } from '../time/limit.ts'
import type { Rung, SupervisionRules } from './ladder.ts'

export function ladderProblems(supervision: SupervisionRules | undefined): RulesProblem[] {
  if (!supervision) return []
  const { ladder, sheets, calls } = supervision
  const at = (...path: RulesProblem['path']): RulesProblem['path'] => ['supervision', ...path]
  const answers = Object.entries(sheets.answer)
  return [
    ...ladder.flatMap((rung, i) => rungProblems(rung, i, ladder).map(p => ({ ...p, path: at(...p.path) }))),
    ...failureOf(() => limitFrom(sheets.sign), at('sheets', 'sign'), UNCOUNTABLE),
    ...answers.flatMap(([kind, limit]) =>
      failureOf(() => limitFrom(limit), at('sheets', 'answer', kind), UNCOUNTABLE),
    ),
    ...(calls.from < calls.to
      ? []
      : [
          {
            path: at('calls'),
            message: `calls from ${calls.from} to ${calls.to} o'clock can't be`,
            zh: `不能从 ${calls.from} 点打到 ${calls.to} 点，结束应晚于开始`,
          },
        ]),
  ]
}

const UNCOUNTABLE = '时限写不对：应大于 0，如 2wd、5d、24h'

function rungProblems(rung: Rung, i: number, ladder: readonly Rung[]): RulesProblem[] {
  const problems: RulesProblem[] = []
  if (rung.after !== undefined && rung.at !== 'overdue')
    problems.push({
      path: ['ladder', i, 'after'],
      message: `an amount counts only from 'overdue', not from '${rung.at}'`,
      zh: '只有“逾期后”才能写多久之后',
    })
  if (rung.after !== undefined)
    problems.push(...failureOf(() => limitFrom(rung.after!), ['ladder', i, 'after'], UNCOUNTABLE))
  const twin = ladder.findIndex((other, j) => j < i && isTwin(other, rung))
  if (twin >= 0)
    problems.push({
      path: ['ladder', i, 'step'],
      message: `'${rung.step}' follows from the same limit of the same matters already, in rung ${twin + 1}`,
      zh: `与第 ${twin + 1} 级重复：同一时限、同类事项已有这一步`,
    })
  return problems
}

/** A reminder may come more than once, and so may a call; everything else follows once from a limit. */
const isTwin = (a: Rung, b: Rung): boolean =>
  a.step === b.step &&
  a.mode !== 'off' &&
  b.mode !== 'off' &&
  (a.at === b.at || !REPEATED.includes(a.step)) &&
  (a.at !== 'overdue' || a.after === b.after || !REPEATED.includes(a.step)) &&
  a.clocks.some(kind => b.clocks.includes(kind)) &&
  JSON.stringify(a.when ?? {}) === JSON.stringify(b.when ?? {})

const REPEATED: readonly Rung['step'][] = ['reminder', 'call']
