/** What stands around the record, put together: files, knowledge, messages, webhooks; and how they react to its history. */
import type { Actor } from '../domain/access/actor.ts'
import { mayFor } from '../domain/access/actor.ts'
import { maySee } from '../domain/access/sight.ts'
import { documentRoutes } from './documents/routes.ts'
import { removeForgottenFiles } from './files/forgotten.ts'
import { fileRoutes } from './files/routes.ts'
import type { FileRow } from './files/send-file.ts'
import { type FileSettings, fileSettings } from './files/settings.ts'
import type { Job } from './kernel/jobs.ts'
import { regulationRoutes } from './knowledge/regulation-routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { deliverMessages } from './messaging/deliver.ts'
import { type Gateways, gatewaysFrom } from './messaging/gateways.ts'
import { lightWatchRoutes } from './messaging/light-watch.ts'
import { makeCalls } from './messaging/make-calls.ts'
import { messagingRoutes } from './messaging/routes.ts'
import { takeForMessages } from './messaging/take-events.ts'
import type { Parts } from './parts.ts'
import { commendationById } from './quality/commendations.ts'
import { filesOfAppellant, isOfPhone } from './record/appellants.ts'
import { type OnReaderError, type Reader, runReader } from './record/history/reader.ts'
import { loadTickets } from './record/load.ts'
import { deliverToRobots } from './robots/deliver.ts'
import { robotRoutes } from './robots/routes.ts'
import { deliverWebhooks } from './webhooks/deliver.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { takeForWebhooks } from './webhooks/take-events.ts'

/** What the installation's settings say about them. */
export interface Around {
  files: FileSettings
  gateways: Gateways
  /** Webhooks may go to private addresses. */
  privateToo: boolean
}

/** Throws an Error that names the setting that is wrong. */
export const aroundFrom = (env: NodeJS.ProcessEnv, folder: string): Around => ({
  files: fileSettings(env, folder),
  gateways: gatewaysFrom(env),
  privateToo: env.YIDAN_WEBHOOK_PRIVATE === 'on',
})

export const aroundRoutes = (parts: Parts) => [
  ...fileRoutes({ ...parts, mayOpen: mayOpenFile(parts) }),
  ...knowledgeRoutes(parts),
  ...regulationRoutes(parts),
  ...documentRoutes({ ...parts, maySeeTicket: maySeeTicket(parts) }),
  ...messagingRoutes(parts),
  ...lightWatchRoutes(parts),
  ...webhookRoutes(parts),
  ...robotRoutes(parts),
]

export const aroundJobs = (parts: Parts): Job[] => [
  removeForgottenFiles(parts),
  deliverMessages(parts),
  makeCalls(parts),
  deliverToRobots(parts),
  deliverWebhooks(parts),
]

/** Starts what reads the history; close them before the database. */
export const aroundReaders = (parts: Parts, onError: OnReaderError): Reader[] => [
  runReader({ name: 'messages', db: parts.db, take: takeForMessages(parts), onError }),
  runReader({ name: 'webhooks', db: parts.db, from: 'end', take: takeForWebhooks(parts), onError }),
]

/** Whoever may see the ticket may read the sheets about it. */
const maySeeTicket =
  ({ db, tenants }: Parts) =>
  async (actor: Actor, appealId: number): Promise<boolean> => {
    const { units } = (await tenants.get(actor.tenantId)).directory
    const [ticket] = await loadTickets(db, actor.tenantId, [appealId])
    return ticket !== undefined && maySee(actor, ticket.state, units)
  }

/** A letter of thanks may name whoever wrote it: for those who decide whether it counts. */
async function mayOpenLetter({ db, tenants }: Parts, actor: Actor, id: number): Promise<boolean> {
  const { units } = (await tenants.get(actor.tenantId)).directory
  const letter = await commendationById(db.kysely, actor.tenantId, id)
  return letter !== null && mayFor(actor, 'quality.check', letter.unitId, units)
}

/** What units add; anything else may have come from the reporter, or have their voice in it, as the centre's contact has. */
const OF_WORK = new Set(['before', 'after', 'reply', 'evidence'])

/** Who may see the appeal may open its files; what a confidential reporter sent in, only whoever rewrites it for the others. */
const mayOpenFile =
  (parts: Parts) =>
  async (actor: Actor, { id, appealId, purpose, holder, holderId }: FileRow): Promise<boolean> => {
    if (holder === 'regulation') return actor.kind === 'staff'
    if (holder === 'commendation') return mayOpenLetter(parts, actor, holderId!)
    if (appealId === null) return false
    const { db, tenants } = parts
    if (actor.kind === 'appellant') {
      const isOwn = actor.appealId === appealId || (await isOfPhone({ db }, actor, appealId))
      return isOwn && (await filesOfAppellant({ db }, actor.tenantId, appealId)).some(f => f.id === id)
    }
    const { units } = (await tenants.get(actor.tenantId)).directory
    const [ticket] = await loadTickets(db, actor.tenantId, [appealId])
    if (!ticket || !maySee(actor, ticket.state, units)) return false
    const { confidential, ownerUnitId } = ticket.state.appeal
    const isHidden = confidential && !OF_WORK.has(purpose)
    return !isHidden || mayFor(actor, 'content.rewrite', ownerUnitId, units)
  }
