/** The routes of 用: what is made of settled matters and of figures. */
import { readHotDomains } from '../../contract/insight.ts'
import { type Route, route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { caseRoutes } from './case-routes.ts'
import { openHotDomains } from './hot-domains.ts'

export const insightRoutes = (parts: Parts): Route[] => [
  ...caseRoutes(parts),
  route(readHotDomains, openHotDomains(parts)),
]
