/** How answers become JSON: by the shapes of the contract. */
import SerializerSelector from '@fastify/fast-json-stringify-compiler'

/** For Fastify's `schemaController.compilersFactory`: compiling what every route may answer would take a third of the start, so each shape waits for its first use. */
export const onFirstAnswer: SerializerSelector.SerializerFactory = (schemas, options) => {
  const compile = SerializerSelector()(schemas, options)
  return route => {
    let compiled: SerializerSelector.Serializer | undefined
    return answer => {
      compiled ??= compile(route)
      return compiled(answer)
    }
  }
}
