/** The routes of 接, and the jobs that finish what a crash cut off. */
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { raiseForgotten } from './alerts.ts'
import { changingRoutes, receivingRoutes } from './appeal-routes.ts'
import { attachForgotten } from './attachments.ts'
import { openComparing } from './comparing.ts'
import { contactRoutes } from './contact-routes.ts'
import { linkingRoutes } from './linking-routes.ts'
import { ownOrganisationRoutes } from './own-organisation.ts'
import { publicRoutes } from './public-routes.ts'
import { openReceiving } from './receiving.ts'
import { restraintRoutes } from './restraint-routes.ts'

export function intakeRoutes(parts: Parts) {
  const compare = openComparing(parts)
  const receive = openReceiving(parts, compare)
  return [
    ...receivingRoutes(parts, compare, receive),
    ...changingRoutes(parts),
    ...linkingRoutes(parts),
    ...contactRoutes(parts, compare),
    ...publicRoutes(parts, compare, receive),
    ...ownOrganisationRoutes(parts),
    ...restraintRoutes(parts),
  ]
}

/** Alerts and attachments follow a commit; these make up for a server that fell in between. */
export const intakeJobs = (parts: Parts): Job[] => [
  { name: 'raise forgotten alerts', everySeconds: 300, run: () => raiseForgotten(parts, parts.now()) },
  {
    name: 'attach forgotten files',
    everySeconds: 300,
    run: () => attachForgotten(parts.db, new Date(parts.now())),
  },
]
