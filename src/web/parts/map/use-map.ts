/** Where the regions of the city lie, and which tiles are drawn beneath; asked once. */
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'

const WHILE = 60 * 60_000

export type MapRegion = Answer<'mapRegions'>['regions'][number]

export const useMapRegions = () => useAsk('mapRegions', {}, { fresh: WHILE })
export const useTiles = () => useAsk('mapSettings', {}, { fresh: WHILE }).data
