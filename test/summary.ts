/** A test run: a dot for every test, then every failure with its reason, then one line that counts. */
import type { TestEvent } from 'node:test/reporters'

type Failed = Extract<TestEvent, { type: 'test:fail' }>['data']

const where = (f: Failed) => `${f.file ?? ''}:${f.line ?? ''}`

function reasonOf(f: Failed): string {
  const error = f.details.error as Error & { cause?: unknown }
  const cause = error.cause
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? error.message)
}

export default async function* summary(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failed: Failed[] = []
  let passed = 0
  let skipped = 0
  const skips: string[] = []
  for await (const event of source) {
    if (event.type === 'test:fail' && event.data.details.type !== 'suite') {
      failed.push(event.data)
      yield `\n✖ ${event.data.name}\n`
    }
    if (event.type !== 'test:pass' || event.data.details.type === 'suite') continue
    if (event.data.skip === undefined) {
      passed += 1
      yield '.'
    } else {
      skipped += 1
      skips.push(`${event.data.name}${typeof event.data.skip === 'string' ? `: ${event.data.skip}` : ''}`)
    }
  }
  for (const f of failed) yield `\n✖ ${f.name}\n  ${where(f)}\n${reasonOf(f).replace(/^/gm, '  ')}\n`
  if (skips.length > 0) yield `\nLeft out:\n${skips.map(s => `  ${s}\n`).join('')}`
  yield `\n${passed} passed, ${failed.length} failed, ${skipped} skipped\n`
}
