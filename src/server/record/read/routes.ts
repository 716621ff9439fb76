/** The routes that read the record: one ticket, many, who looked, what changes. */

import * as identity from '../../../contract/identity.ts'
import * as wire from '../../../contract/record.ts'
import * as lists from '../../../contract/record-lists.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { answeredOnce } from '../../kernel/once.ts'
import type { Parts } from '../../parts.ts'
import { ask } from './ask.ts'
import { openBoard } from './board.ts'
import { countOf, exactCountOf } from './count.ts'
import { erasePerson } from './erase.ts'
import { exportFile } from './export-file.ts'
import { identityFor } from './identity.ts'
import { identityViews } from './identity-views.ts'
import { listPage } from './list.ts'
import { openTicket } from './open.ts'
import { changeView, dropView, savedViews, saveView } from './saved-views.ts'
import { followChanges, openFeed } from './stream.ts'
import { viewsFor } from './views.ts'

const PER_PAGE = 50

export const recordRoutes = (parts: Parts) => [
  ...ticketRoutes(parts),
  ...listRoutes(parts),
  ...viewRoutes(parts),
]

const ticketRoutes = (parts: Parts) => [
  route(wire.openAppeal, async ({ actor, params, reply }) => {
    const ticket = await openTicket(parts, actor, params.number)
    if (!isRefusal(ticket)) reply.header('etag', `"${ticket.version}"`)
    return ticket
  }),
  route(identity.seeIdentity, ({ actor, params, body }) => identityFor(parts, actor, params.number, body)),
  route(identity.eraseIdentity, call => answeredOnce(parts.db, call, () => erasePerson(parts, call))),
  route(identity.listIdentityViews, call => identityViews(parts, call)),
  route(identity.listViews, ({ actor, params }) => viewsFor(parts, actor, params.number)),
]

function listRoutes(parts: Parts) {
  const boardOf = openBoard(parts)
  return [
    route(lists.listAppeals, async ({ actor, query }) => {
      const { sort = 'received', after, limit = PER_PAGE, ...filters } = query
      return listPage(parts.db, await ask(parts, actor, filters), { sort, after, limit })
    }),
    route(lists.countAppeals, async ({ actor, query }) => {
      const { exact = false, ...filters } = query
      return (exact ? exactCountOf : countOf)(parts.db, await ask(parts, actor, filters))
    }),
    route(lists.exportAppeals, async ({ actor, query, reply }) => {
      const { format = 'csv', ...filters } = query
      const { stream, media, name } = await exportFile(parts, actor, filters, format)
      return reply.type(media).header('content-disposition', `attachment; filename="${name}"`).send(stream)
    }),
    route(lists.publicBoard, ({ query }) => boardOf(query.tenant, query.after, query.limit)),
    streamRoute(parts),
  ]
}

const viewRoutes = ({ db }: Parts) => [
  route(lists.listSavedViews, async ({ actor }) => ({ views: await savedViews(db, actor) })),
  route(lists.saveView, ({ actor, body }) => saveView(db, actor, body)),
  route(lists.changeView, ({ actor, params, body }) => changeView(db, actor, params.id, body)),
  route(lists.dropView, ({ actor, params }) => dropView(db, actor, params.id)),
]

/** Open streams end when the server closes, or it would wait for them. */
function streamRoute(parts: Parts): Route {
  const feed = openFeed(parts)
  const stream = route(lists.streamEvents, async ({ actor, request, reply, again }) => {
    const { units } = (await parts.door.context(actor)).directory
    const lastSeen = request.headers['last-event-id']
    const following = { actor, units, again, lastSeen: typeof lastSeen === 'string' ? lastSeen : undefined }
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(followChanges(feed, following))
  })
  return {
    ...stream,
    register: (app, authenticate) => {
      stream.register(app, authenticate)
      app.addHook('preClose', async () => feed.close())
    },
  }
}
