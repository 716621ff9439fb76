/** Where the regions of the city lie, and which tiles are drawn beneath; asked once. */
import type { Point } from '../../../domain/place/gcj02.ts'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'

const WHILE = 60 * 60_000

export type MapRegion = Answer<'mapRegions'>['regions'][number]

export const useMapRegions = () => useAsk('mapRegions', {}, { fresh: WHILE })
export const useTiles = () => useAsk('mapSettings', {}, { fresh: WHILE }).data

/** Longitude and latitude to a metre, as people read them. */
export const spotOf = ([lng, lat]: Point): string => `${lng.toFixed(5)}, ${lat.toFixed(5)}`
