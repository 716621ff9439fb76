/** The routes of signing in, of one's own credentials, and of the accounts of staff. */
import type { Route } from '../kernel/http/route.ts'
import { adminRoutes } from './admin-routes.ts'
import { ownRoutes } from './own-routes.ts'
import type { AccountParts } from './parts.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { taskForceRoutes } from './task-force-routes.ts'

export const accountRoutes = (parts: AccountParts): Route[] => [
  ...signInRoutes(parts),
  ...ownRoutes(parts),
  ...adminRoutes(parts),
  ...taskForceRoutes(parts),
]
