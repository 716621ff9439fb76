/**
 * A voice gateway for trying it: calls nobody, says on the screen whom it would have called, and what became of it.
 * `node src/server/messaging/stand-in-voice.ts [--port 12346] [--outcome answered|noAnswer|busy|failed|random]
 * [--callback http://127.0.0.1:12345/api/v1/calls/outcome --secret …]`
 */
import http from 'node:http'
import { json } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { maskPhone } from '../../domain/text/mask.ts'
import { CALL_OUTCOMES } from '../../domain/vocabulary.ts'
import { callSignature } from './voice.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '12346' },
    outcome: { type: 'string', default: 'random' },
    callback: { type: 'string' },
    secret: { type: 'string', default: '' },
  },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const RINGS_MS = 2000

function outcomeOfOne(): string {
  if (values.outcome !== 'random') return values.outcome
  return CALL_OUTCOMES[Math.floor(Math.random() * CALL_OUTCOMES.length)]!
}

async function tell(key: string, outcome: string): Promise<void> {
  const said = { key, outcome, at: new Date().toISOString() }
  const body = JSON.stringify({ ...said, signature: callSignature(said, values.secret) })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(values.callback!, { method: 'POST', headers, body }).catch((e: Error) => e)
  say(`  callback: ${answer instanceof Error ? answer.message : answer.status}`)
}

const server = http.createServer(async (request, response) => {
  const { to, text, key } = (await json(request).catch(() => ({}))) as Record<string, string>
  const outcome = outcomeOfOne()
  say(`${new Date().toISOString()} ${maskPhone(to ?? '')} ${outcome}: ${text}`)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(values.callback ? { taken: true } : { outcome }))
  if (values.callback) setTimeout(() => void tell(key ?? '', outcome), RINGS_MS)
})
server.listen(Number(values.port), '127.0.0.1', () =>
  say(`the voice gateway that calls nobody answers at http://127.0.0.1:${values.port}/`),
)
