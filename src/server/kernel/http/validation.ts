/** Validation without corruption: bodies are taken as they are, only the texts of addresses become numbers and booleans. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

const addFormats = formats.default
const common = { strict: false, allErrors: false, useDefaults: true, removeAdditional: false } as const

const asIs = addFormats(new Ajv({ ...common, coerceTypes: false }), [
  'date-time',
  'date',
  'email',
  'uri',
  'uuid',
])
const fromText = addFormats(new Ajv({ ...common, coerceTypes: 'array' }), [
  'date-time',
  'date',
  'email',
  'uri',
  'uuid',
])

export function validateStrictly(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) =>
    onFirstUse(httpPart === 'body' ? asIs : fromText, schema as object),
  )
}

interface Check {
  (value: unknown): boolean
  errors?: ErrorObject[] | null
}

/** Compiling all routes' schemas would take a fifth of the start; most servers see half of the routes in a day. */
function onFirstUse(ajv: Ajv, schema: object): Check {
  let compiled: ValidateFunction | undefined
  const check: Check = value => {
    compiled ??= ajv.compile(schema)
    const isValid = compiled(value)
    check.errors = compiled.errors ?? null
    return isValid
  }
  return check
}
