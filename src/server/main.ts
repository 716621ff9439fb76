/** Starts the server: installation, sample city on the first start, HTTP; and ends it in order. */
import type { AddressInfo } from 'node:net'
import { availableParallelism } from 'node:os'
import { type App, buildApp } from './app.ts'
import { buildWeb } from './build-web.ts'
import { DEFAULTS, type SampleFilled } from './demo/first-start.ts'
import { loadersInThreads } from './exchange/loaders.ts'
import { type Installation, openInstallation } from './installation.ts'
import { sampleCityFor } from './sample-city.ts'
import type { Settings } from './settings.ts'

export interface Running {
  url: string
  app: App
  installation: Installation
  /** What became of the sample city; null when none is wanted. */
  sample: SampleFilled | null
  stop: () => Promise<void>
}

/** Half of the cores import at most, so that the other half answers. */
const LOADERS = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))

/** Says what long work is at, as the command line shows it. */
export type Progress = (message: string, done?: number, total?: number) => void

/** Resolves once the server answers; on an empty installation that is when the sample city is filled. */
export async function startServer(settings: Settings, version: string, log: Progress): Promise<Running> {
  const installation = await openInstallation(settings, { log })
  let app: App | undefined
  try {
    await buildWeb(log)
    const sample = settings.sample ? await sampleCityFor(installation, { ...DEFAULTS, progress: log }) : null
    app = await buildApp({
      ...installation,
      folder: settings.folder,
      openLoaders: loadersInThreads(installation.connection, installation.keySettings, LOADERS),
      logLevel: settings.logLevel,
      version,
      trustProxy: settings.trustProxy,
    })
    await app.http.listen({ host: settings.host, port: settings.port })
    const { port } = app.http.server.address() as AddressInfo
    const opened = app
    const stop = async () => {
      await opened.close()
      await installation.close()
    }
    return { url: `http://${settings.host}:${port}`, app, installation, sample, stop }
  } catch (error) {
    // Its readers and jobs run already, e.g. when the port is taken.
    await app?.close()
    await installation.close()
    throw error
  }
}
