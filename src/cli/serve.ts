/** `./yidan serve`: the server. */
import { accountsAsText } from '../server/demo/sample-accounts.ts'
import { type Running, startServer } from '../server/main.ts'
import { type CliCommand, CliError, EXIT } from './command.ts'
import { explained, readSettings } from './installed.ts'
import { VERSION } from './version.ts'

/** Resolves with the signal that asks the server to end. */
const signalled = () =>
  new Promise<string>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal))
  })

function portTaken(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE' || code === 'EACCES')
    throw new CliError(`${message}; set YIDAN_PORT to another port`, EXIT.unavailable)
  return explained(error)
}

const hasSample = ({ sample }: Running): boolean => sample?.isFilled === true || sample?.was === 'finished'

export const serve: CliCommand = {
  summary: 'Run the server, with a sample city on its first start',
  usage: '',
  help: `Listens on YIDAN_HOST (127.0.0.1) and YIDAN_PORT (12345). Without DATABASE_URL it brings its own PostgreSQL,
on the folder YIDAN_DATA. An installation without a city gets the sample city first, unless YIDAN_SAMPLE=off. Ctrl-C
ends it in order. .env.example lists every setting.

Example: YIDAN_PORT=8080 ./yidan serve`,
  run: async ({ json, progress }) => {
    const started = performance.now()
    const ended = signalled()
    const running = await startServer(readSettings(), VERSION, progress).catch(portTaken)
    const ms = Math.round(performance.now() - started)
    if (!json)
      process.stdout.write(
        `Yidan 一单 ${VERSION} answers at ${running.url} (started in ${ms} ms). Ctrl-C ends it.\n${hasSample(running) ? `\n${accountsAsText()}\n` : ''}`,
      )
    const signal = await ended
    await running.stop()
    return { text: 'Ended.', json: { url: running.url, endedBy: signal } }
  },
}
