/** The routes of the map; both are public: outlines and tiles say nothing about anybody. */
import * as wire from '../contract/map.ts'
import { refuse } from '../domain/refusal.ts'
import { centreSeen, regionsWithOutlines } from './directory/outlines.ts'
import { type Route, route } from './kernel/http/route.ts'
import type { Parts } from './parts.ts'

/** Throws an Error that names the setting that is wrong. */
export function mapSettingsFrom(env: NodeJS.ProcessEnv): wire.MapSettings {
  const {
    YIDAN_TILES: tiles,
    YIDAN_TILES_ATTRIBUTION: attribution = '',
    YIDAN_TILES_CRS: crs = 'wgs84',
  } = env
  if (tiles && !/^(https?:\/\/|\/)/.test(tiles))
    throw new Error('YIDAN_TILES must begin with http://, https:// or /')
  if (tiles && !['{z}', '{x}', '{y}'].every(part => tiles.includes(part)))
    throw new Error('YIDAN_TILES must have {z}, {x} and {y}')
  const system = wire.TILE_SYSTEMS.find(s => s === crs)
  if (!system) throw new Error(`YIDAN_TILES_CRS must be one of ${wire.TILE_SYSTEMS.join(', ')}`)
  return { tiles: tiles || null, attribution, crs: system }
}

export function mapRoutes({ db, tenants }: Pick<Parts, 'db' | 'tenants'>): Route[] {
  const settings = mapSettingsFrom(process.env)
  return [
    route(wire.mapRegions, async ({ query, reply }) => {
      const tenant = await tenants.byCode(query.tenant)
      if (!tenant) return refuse('not-found', { field: 'tenant' })
      const regions = await regionsWithOutlines(db.kysely, tenant.id)
      reply.header('cache-control', 'public, max-age=60')
      return {
        regions: regions.map(r => ({ ...r, centre: centreSeen(r.outline) as [number, number] | null })),
      }
    }),
    route(wire.mapSettings, async () => settings),
  ]
}
