/** The one list: stages, routes, jobs, reactions. */
import type { FastifyInstance } from 'fastify'
import { servePages } from '../pages/serve.ts'
import { authenticateWith } from './accounts/authenticate.ts'
import { openGate } from './accounts/gate.ts'
import { openSignOn } from './accounts/oidc.ts'
import { oidcSettings } from './accounts/oidc-settings.ts'
import { accountRoutes } from './accounts/routes.ts'
import { type SignInSettings, signInSettings } from './accounts/settings.ts'
import { accountJobs } from './accounts/sweep.ts'
import { aroundFrom, aroundJobs, aroundReaders, aroundRoutes } from './around.ts'
import { FOLD, foldWith } from './assessment/fold.ts'
import { assessmentRoutes } from './assessment/routes.ts'
import { directoryRoutes } from './directory/routes.ts'
import { openTenants } from './directory/tenants.ts'
import { dispatchRoutes } from './dispatch/routes.ts'
import { openDocuments } from './documents/open.ts'
import type { OpenLoaders } from './exchange/import-file.ts'
import { loadersHere } from './exchange/loaders.ts'
import { exchangeJobs, exchangeReaders, exchangeRoutes } from './exchange/routes.ts'
import { handlingRoutes } from './handling/routes.ts'
import { reviewSuspendedJob } from './handling/suspended.ts'
import { intakeJobs, intakeRoutes } from './intake/routes.ts'
import type { Keys } from './kernel/crypto/keys.ts'
import type { Database } from './kernel/database.ts'
import { watchHealth } from './kernel/http/health.ts'
import type { Route } from './kernel/http/route.ts'
import { buildHttp, type TrustProxy } from './kernel/http/server.ts'
import { serveWebFiles } from './kernel/http/web-files.ts'
import { type Job, type JobLog, startJobs } from './kernel/jobs.ts'
import type { Words } from './kernel/words.ts'
import { mapRoutes, mapSettingsFrom, tilesFrom } from './map.ts'
import { codeSender } from './messaging/send-code.ts'
import type { Parts } from './parts.ts'
import { qualityRoutes } from './quality/routes.ts'
import { openDoor } from './record/door.ts'
import { type OnReaderError, type Reader, runReader } from './record/history/reader.ts'
import { openEpoch } from './record/history/tail.ts'
import { mergeWordsJob } from './record/merge-words.ts'
import { followMovedUnitsJob } from './record/reach.ts'
import { recordRoutes } from './record/read/routes.ts'
import { recountJob } from './record/recount.ts'
import { sealJob } from './record/seal/seal.ts'
import { openTickets } from './record/tickets.ts'
import { serveStaffPages } from './staff-pages.ts'
import { takeForSheets } from './supervision/follow-events.ts'
import { supervisionRoutes } from './supervision/routes.ts'
import { sheetPapers } from './supervision/sheet-papers.ts'
import { sweepLightsJob } from './supervision/sweep.ts'
import { sweepJob } from './sweep.ts'
import { systemRoutes } from './system.ts'
import { visitRoutes } from './visits/routes.ts'

export interface AppSettings {
  db: Database
  keys: Keys
  words: Words
  /** The data folder. */
  folder: string
  signIn?: SignInSettings
  now?: () => number
  logLevel?: string
  version?: string
  trustProxy?: TrustProxy
  /** Who loads the rows of imports; this very thread when left out. */
  openLoaders?: OpenLoaders
  /** Run the jobs; a test that runs them itself leaves them out. */
  jobs?: boolean
}

export interface App {
  http: FastifyInstance
  parts: Parts
  close: () => Promise<void>
}

/** All routes of the product; the access test and the OpenAPI document read it. */
export const allRoutes = (parts: Parts, version = '0'): Route[] => [
  ...accountRoutes(parts),
  ...directoryRoutes(parts),
  ...intakeRoutes(parts),
  ...dispatchRoutes(parts),
  ...handlingRoutes(parts),
  ...supervisionRoutes(parts),
  ...visitRoutes(parts),
  ...qualityRoutes(parts),
  ...assessmentRoutes(parts),
  ...recordRoutes(parts),
  ...aroundRoutes(parts),
  ...exchangeRoutes(parts),
  ...systemRoutes(parts, version),
  ...mapRoutes(parts),
]

/** All work that comes back by itself. */
export const allJobs = (parts: Parts): Job[] => [
  ...accountJobs(parts.gate),
  ...intakeJobs(parts),
  ...aroundJobs(parts),
  ...exchangeJobs(parts),
  sealJob(parts.db),
  recountJob(parts),
  mergeWordsJob(parts.db),
  followMovedUnitsJob(parts),
  reviewSuspendedJob(parts),
  sweepLightsJob(parts),
  sweepJob(parts),
]

/** Everything that reads the committed history; each looks four times a second. */
async function startReaders(parts: Parts, log: JobLog): Promise<Reader[]> {
  await openEpoch(parts.db.pool)
  const onError = loggedOn(log)
  const figures = runReader({ name: FOLD, db: parts.db, take: foldWith(parts.tenants), most: 2000, onError })
  const sheets = runReader({
    name: 'sheets',
    db: parts.db,
    from: 'end',
    take: takeForSheets(parts),
    onError,
  })
  return [...aroundReaders(parts, onError), ...exchangeReaders(parts, onError), figures, sheets]
}

/** Which reader failed, with which code, and where: the words of an error may quote what somebody wrote. */
export const loggedOn =
  (log: JobLog): OnReaderError =>
  (error, tries, reader) => {
    const { name, code, stack } = error as Error & { code?: string }
    const at = /^ {4}at .+$/m.exec(stack ?? '')?.[0].trim()
    log.error({ reader, tries, error: code ?? name, at }, 'a reader failed')
  }

export function partsOf(settings: AppSettings): Parts {
  const { db, keys, words, folder, signIn, now = Date.now } = settings
  const tenants = openTenants(db, { now })
  const gate = openGate({ db, keys, settings: signIn ?? signInSettings(process.env), now })
  const oidc = oidcSettings(process.env)
  const signOn = oidc && openSignOn(gate, oidc)
  const around = aroundFrom(process.env, folder)
  const fontFolder = process.env.YIDAN_FONTS || undefined
  const documents = openDocuments({ db, tenants, folder, now, files: around.files, fontFolder })
  const papersOf = sheetPapers(documents, tenants)
  const door = openDoor({ db, tenants, tools: { keys, words }, papersOf, now })
  const sendCode = codeSender({ db, keys, tenants, now, gateways: around.gateways })
  return {
    db,
    keys,
    words,
    tenants,
    gate,
    signOn,
    sendCode,
    documents,
    door,
    tickets: openTickets(db, door),
    folder,
    now,
    openLoaders: settings.openLoaders ?? loadersHere({ db, tenants, tools: { keys, words }, now }),
    ...around,
  }
}

export async function buildApp(settings: AppSettings): Promise<App> {
  const { logLevel = 'silent', version = '0', trustProxy = false } = settings
  const parts = partsOf(settings)
  const routes = allRoutes(parts, version)
  const tiles = tilesFrom(mapSettingsFrom(process.env))
  const http = await buildHttp({
    routes,
    authenticate: authenticateWith(parts.gate),
    logLevel,
    version,
    trustProxy,
    extend: async app => {
      await serveWebFiles(app)
      serveStaffPages(app, parts, tiles)
      watchHealth(app, parts.db, version)
      await servePages(app, parts, routes, { tilesFrom: tiles })
    },
  })
  const readers = settings.jobs === false ? [] : await startReaders(parts, http.log)
  const jobs = settings.jobs === false ? null : startJobs(parts.db, allJobs(parts), http.log)
  return {
    http,
    parts,
    close: async () => {
      await http.close()
      await Promise.all(readers.map(r => r.close()))
      await jobs?.stop()
      parts.documents.close()
      parts.tenants.close()
    },
  }
}
