/** The parts of an OpenAPI document that the tests look at. */
export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: Record<string, unknown>
}
export interface Operation {
  operationId: string
  method: string
  path: string
  tags?: string[]
  summary?: string
  security?: object[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema: Record<string, unknown> }> }
  >
}
export interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>
}

/** All operations with where they stand. */
export const operationsOf = (doc: OpenApi): Operation[] =>
  Object.entries(doc.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  )
