/** `./yidan demo`: the sample city, with as many months and appeals as one likes. */
import { DEFAULTS, type Standing } from '../server/demo/first-start.ts'
import { accountsAsText, SAMPLE_PASSWORD } from '../server/demo/sample-accounts.ts'
import { sampleCityFor } from '../server/sample-city.ts'
import { type CliCommand, CliError, EXIT, type Invocation } from './command.ts'
import { withInstallation } from './installed.ts'

function countFrom(
  name: string,
  value: unknown,
  usual: number,
  [least, most]: readonly [number, number],
): number {
  if (value === undefined) return usual
  const count = Number(value)
  if (!Number.isInteger(count) || count < least || count > most)
    throw new CliError(`--${name} must be a whole number from ${least} to ${most}`, EXIT.usage)
  return count
}

export const demo: CliCommand = {
  summary: 'Fill an empty installation with the sample city 示例市',
  usage: '[--months N] [--appeals N] [--seed S] [--again]',
  help: `Loads config/sample-city, opens its accounts and lets its people live some months that end now: contacts,
appeals of every kind in every stage, lights of every colour, call-backs, an incident. The same seed on the same
day tells the same stories. The first ./yidan serve does it by itself. An installation with a real city is never touched.

  --months N    how far back it begins, 1 to 24; ${DEFAULTS.months}
  --appeals N   about how many appeals, 1 to 100000; ${DEFAULTS.appeals}
  --seed S      any word; ${DEFAULTS.seed}
  --again       throw the present sample city away first; stop the server before

Example: ./yidan demo --appeals 300 --months 1`,
  options: {
    months: { type: 'string' },
    appeals: { type: 'string' },
    seed: { type: 'string' },
    again: { type: 'boolean' },
  },
  run: call => run(call),
}

async function run({ values, progress }: Invocation) {
  const options = {
    months: countFrom('months', values.months, DEFAULTS.months, [1, 24]),
    appeals: countFrom('appeals', values.appeals, DEFAULTS.appeals, [1, 100_000]),
    seed: (values.seed as string | undefined) ?? DEFAULTS.seed,
    again: values.again === true,
  }
  const began = performance.now()
  const { isFilled, was } = await withInstallation(
    installation => sampleCityFor(installation, { ...options, progress }),
    { log: progress, makes: true },
  )
  if (was === 'real')
    throw new CliError('a city stands here already; the sample city is for an empty installation', EXIT.input)
  const seconds = Math.round(performance.now() - began) / 1000
  return {
    text: `${told(isFilled, was, seconds)}\n\n${accountsAsText()}`,
    json: { filled: isFilled, was, seconds, password: SAMPLE_PASSWORD },
  }
}

function told(isFilled: boolean, was: Standing, seconds: number): string {
  if (!isFilled) return 'The sample city is there already; --again fills it anew.'
  return `The sample city is filled (${seconds} s)${was === 'unfinished' ? ', anew: it had been interrupted' : ''}.`
}
