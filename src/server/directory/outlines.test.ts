/** regions.geojson: read with every mistake named, loaded and written alike, public by the tenant's code; the sample city tiles. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { areaOf, liesIn, type Outline } from '../../domain/place/outline.ts'
import { drawOutlines } from '../demo/draw-outlines.ts'
import { mapSettingsFrom } from '../map.ts'
import { exportCity, loadCity } from './city.ts'
import { OUTLINES_FILE, readOutlines } from './outlines.ts'

const SAMPLE = new URL('../../../config/sample-city/', import.meta.url)
let world: World
let folder: string
before(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'yidan-outlines-'))
  await cp(SAMPLE, join(folder, 'in'), { recursive: true })
})
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

interface Feature {
  properties: { code: string }
  geometry: Outline & { type: 'Polygon' }
}
const drawn = (): Feature[] => JSON.parse(drawOutlines()).features

test('the sample city’s file is what the drawing gives', async () => {
  assert.equal(await readFile(new URL(OUTLINES_FILE, SAMPLE), 'utf8'), drawOutlines())
})

test('the sample city tiles without a gap: parts are as large as the whole, and every edge is shared or outside', () => {
  const features = drawn()
  const ring = (f: Feature) => f.geometry.coordinates[0]!
  const children = (code: string, length: number) =>
    features.filter(f => f.properties.code.length === length && f.properties.code.startsWith(code))
  for (const [whole, length] of [
    ['990100', 12],
    ['990101', 9],
    ['990103002', 12],
  ] as const) {
    const own = features.find(f => f.properties.code === whole)!
    const parts = children(whole === '990100' ? '9901' : whole, length)
    const sum = parts.reduce((n, f) => n + areaOf(ring(f)), 0)
    assert.ok(Math.abs(sum - areaOf(ring(own))) < 1e-9, `${whole}: ${sum}`)
  }
  const edges = new Map<string, number>()
  for (const f of children('9901', 12))
    for (let i = 0; i + 1 < ring(f).length; i++) {
      const key = [ring(f)[i]!.join(), ring(f)[i + 1]!.join()].sort().join(' ')
      edges.set(key, (edges.get(key) ?? 0) + 1)
    }
  const outer = new Set<string>()
  const city = ring(features.find(f => f.properties.code === '990100')!)
  for (let i = 0; i + 1 < city.length; i++) outer.add([city[i]!.join(), city[i + 1]!.join()].sort().join(' '))
  assert.deepEqual(
    [...edges].filter(([key, n]) => n !== (outer.has(key) ? 1 : 2)),
    [],
  )
})

test('a city with outlines loads, is given to everybody by its code, and is written as it was read', async () => {
  const loaded = await loadCity(world.db, join(folder, 'in'))
  assert.deepEqual(loaded.problems, [])
  const again = await loadCity(world.db, join(folder, 'in'))
  assert.equal(again.tenantId, loaded.tenantId)
  await exportCity(world.db, loaded.tenantId!, join(folder, 'out'))
  const text = (name: string) => readFile(join(folder, name, OUTLINES_FILE), 'utf8')
  assert.equal(await text('out'), await text('in'))
  const { code } = (await world.db.pool.query('SELECT code FROM tenant WHERE id = $1', [loaded.tenantId]))
    .rows[0]
  const { status, body } = await world.call(null, 'GET', `/map/regions?tenant=${code}`)
  assert.equal(status, 200)
  const regions = body.regions as { outline: Outline; centre: [number, number] }[]
  assert.ok(regions.length === 40 && regions.every(r => liesIn(r.centre, r.outline)))
  assert.equal((await world.call(null, 'GET', '/map/regions?tenant=nowhere')).status, 404)
  const plain = (await world.call(null, 'GET', '/map/regions?tenant=town')).body.regions as {
    outline: null
  }[]
  assert.deepEqual(
    plain.map(r => r.outline),
    [null, null],
  )
})

test('what is wrong names the feature, and nothing is loaded', async () => {
  const feature = (code: unknown, geometry: unknown) => ({ type: 'Feature', properties: { code }, geometry })
  const { geometry } = drawn()[0]!
  const features = [
    feature('a', geometry),
    feature('a', geometry),
    feature('b', geometry),
    feature(7, geometry),
    feature('c', { type: 'Point' }),
  ]
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  const { outlines, problems } = readOutlines(text, code => code !== 'b')
  assert.deepEqual([...outlines.keys()], ['a'])
  assert.deepEqual(
    problems.map(p => p.message),
    [
      "feature 'a' is there twice",
      "feature 'b' is not a region of regions.csv",
      'feature 4 has no properties.code',
      "feature 'c': is neither a Polygon nor a MultiPolygon",
    ],
  )
  await writeFile(join(folder, 'in', OUTLINES_FILE), '{')
  const loaded = await loadCity(world.db, join(folder, 'in'))
  assert.deepEqual(
    loaded.problems.map(p => `${p.file} ${p.message}`),
    ['regions.geojson is not JSON'],
  )
})

test('the tiles an installation draws are told as set, and a wrong setting is named', async () => {
  const { body } = await world.call(null, 'GET', '/map/settings')
  assert.deepEqual(body, { tiles: null, attribution: '', crs: 'wgs84' })
  const set = {
    YIDAN_TILES: 'https://t.example.org/{z}/{x}/{y}.png',
    YIDAN_TILES_ATTRIBUTION: '某某',
    YIDAN_TILES_CRS: 'gcj02',
  }
  assert.deepEqual(mapSettingsFrom(set), { tiles: set.YIDAN_TILES, attribution: '某某', crs: 'gcj02' })
  for (const [wrong, says] of [
    [{ YIDAN_TILES: 'ftp://x' }, /YIDAN_TILES must begin/],
    [{ YIDAN_TILES: 'https://x/{z}' }, /\{x\}/],
    [{ YIDAN_TILES_CRS: 'bd09' }, /YIDAN_TILES_CRS/],
  ] as const)
    assert.throws(() => mapSettingsFrom(wrong), { message: says })
})
