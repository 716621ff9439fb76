/** The map on the wire: where the regions of a city lie, and which tiles an installation draws beneath. */
import Type, { type Static } from 'typebox'
import { closed, contract, Id, nullable, oneOf } from './route.ts'

const tag = '地图 map'

const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: '[lng, lat], CGCS2000' })
const Geometry = Type.Unsafe<
  | { type: 'Polygon'; coordinates: (readonly [number, number])[][] }
  | { type: 'MultiPolygon'; coordinates: (readonly [number, number])[][][] }
>({
  type: 'object',
  properties: { type: { enum: ['Polygon', 'MultiPolygon'] }, coordinates: { type: 'array' } },
  required: ['type', 'coordinates'],
})

export const mapRegions = contract({
  name: 'mapRegions',
  method: 'GET',
  path: '/map/regions',
  tag,
  summary: '区划边界 Regions with their outlines (GeoJSON geometry, CGCS2000)',
  may: 'public',
  query: closed({
    tenant: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 50,
        description: 'The tenant’s code; one’s own when left out by who is signed in.',
      }),
    ),
  }),
  answer: closed({
    regions: Type.Array(
      closed({
        id: Id,
        code: Type.String(),
        name: Type.String(),
        parentId: nullable(Id),
        outline: nullable(Geometry),
        centre: nullable(Position),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const TILE_SYSTEMS = ['wgs84', 'gcj02'] as const

export const MapSettings = closed({
  tiles: nullable(Type.String({ description: 'Template with {z}, {x}, {y}; null: outlines alone.' })),
  attribution: Type.String(),
  crs: oneOf(TILE_SYSTEMS, {
    description: 'gcj02: points are moved before they are drawn, and back when picked.',
  }),
})
export type MapSettings = Static<typeof MapSettings>

export const mapSettings = contract({
  name: 'mapSettings',
  method: 'GET',
  path: '/map/settings',
  tag,
  summary: '底图设置 The tiles beneath the map',
  may: 'public',
  answer: MapSettings,
})
