/** Compares a value read from a file with a TypeBox schema, and says in plain words what doesn't fit. */
import type { TSchema } from 'typebox'
import { Settings } from 'typebox/system'
import { Errors } from 'typebox/value'
import { LIMIT_PATTERN } from '../../../domain/policy/when.ts'
import { limitFrom } from '../../../domain/time/limit.ts'
import { found } from './problem.ts'

// Eight by default; somebody who repairs a file wants to see everything at once.
Settings.Set({ maxErrors: 500 })

export interface ShapeProblem {
  path: (string | number)[]
  message: string
}

type Failure = ReturnType<typeof Errors>[number]

/** All that doesn't fit; none when the value is what the schema says. */
export const shapeProblems = (schema: TSchema, value: unknown): ShapeProblem[] =>
  Errors(schema, value).flatMap(failure => problemsOf(failure, value))

function problemsOf(failure: Failure, whole: unknown): ShapeProblem[] {
  const path = pathOf(failure.instancePath)
  const value = valueAt(whole, path)
  switch (failure.keyword) {
    case 'boolean': // said again, with the names, by additionalProperties
      return []
    case 'additionalProperties':
      return failure.params.additionalProperties.map(key => ({
        path: [...path, key],
        message: `there is no key '${key}'${within(path)}`,
      }))
    case 'required':
      return failure.params.requiredProperties.map(key => ({
        path,
        message: `'${key}' is missing${within(path)}`,
      }))
    case 'enum':
      return [
        {
          path,
          message: `${nameOf(path)} ${found(value)} is not one of ${failure.params.allowedValues.join(', ')}`,
        },
      ]
    case 'pattern':
      return [{ path, message: patternMessage(path, value, failure.params.pattern) }]
    default:
      return [{ path, message: `${nameOf(path)} ${failure.message}, found ${found(value)}` }]
  }
}

const nameOf = (path: readonly (string | number)[]): string => path.join('.') || 'the file'
const within = (path: readonly (string | number)[]): string => (path.length ? ` in ${path.join('.')}` : '')

function patternMessage(path: ShapeProblem['path'], value: unknown, pattern: unknown): string {
  if (String(pattern) !== LIMIT_PATTERN)
    return `${nameOf(path)} ${found(value)} is not written like ${pattern}`
  try {
    limitFrom(String(value))
  } catch (error) {
    return `${nameOf(path)}: ${(error as Error).message}`
  }
  return `${nameOf(path)}: write ${found(value)} without blanks`
}

/** '/limits/general/0' → ['limits', 'general', '0']; JSON pointer escapes undone. */
const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))

function valueAt(whole: unknown, path: readonly (string | number)[]): unknown {
  let value = whole
  for (const key of path) value = (value as Record<string, unknown> | null)?.[key]
  return value
}
