/** A filter in words, for the chips above the list and the names of saved views. */
import { KIND_NAMES, LEVEL_NAMES, LIGHT_NAMES, STAGE_NAMES } from '../../../domain/names.ts'
import { useCategories, useChannels, useNames, useRegions, useUnits } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { exactly, spoken } from '../../ui/moment.ts'
import { riskName } from '../risks.ts'
import { FILTER_KEYS, type Filter, type FilterKey } from './filter.ts'

type Name = readonly [zh: string, en: string]

export const FILTER_NAMES: Record<FilterKey, Name> = {
  q: ['搜索', 'Search'],
  open: ['在办', 'In hand'],
  light: ['灯', 'Light'],
  stage: ['环节', 'Stage'],
  kind: ['类型', 'Kind'],
  level: ['督办级别', 'Level'],
  leadUnitId: ['主办单位', 'Lead unit'],
  lead: ['主办范围', 'Lead counted'],
  unitId: ['涉及单位', 'Unit involved'],
  category: ['分类', 'Category'],
  regionId: ['区划', 'Place'],
  channelId: ['渠道', 'Channel'],
  receivedFrom: ['受理自', 'Received from'],
  receivedTo: ['受理至', 'Received before'],
  dueFrom: ['期限自', 'Due from'],
  dueTo: ['期限至', 'Due before'],
  limitClass: ['时限类别', 'Limit class'],
  tag: ['标签', 'Tag'],
  risk: ['风险', 'Risk'],
  repeats: ['重复次数不少于', 'Repeats at least'],
  organisationId: ['企业或单位', 'Organisation'],
  externalPlatform: ['外部平台', 'External platform'],
  externalId: ['外部单号', 'External id'],
  number: ['单号开头', 'Number begins'],
  imported: ['导入', 'Imported'],
  forceId: ['工作专班', 'Task force'],
}

/** With the city's own names of its lights. */
export function useLightChoices(): Record<string, Name> {
  const { lights } = useSession().me
  const own = Object.entries(lights ?? {}).map(([light, { zh, en }]) => [light, [zh, en]] as const)
  return { ...LIGHT_NAMES, ...Object.fromEntries(own), none: ['未亮灯', 'no light'] }
}
export const LEAD_CHOICES: Record<string, Name> = {
  only: ['仅本单位', 'this unit alone'],
  below: ['含下级', 'with those below'],
  none: ['无人主办', 'nobody leads'],
}

export interface Chip {
  key: FilterKey
  name: string
  value: string
}

/** One chip for each condition that holds. */
export function useChips(filter: Filter): Chip[] {
  const say = useSayings()
  return FILTER_KEYS.filter(key => filter[key] !== undefined).map(key => ({
    key,
    name: t(FILTER_NAMES[key][0], FILTER_NAMES[key][1]),
    value: say(key, filter[key]),
  }))
}

const several = (names: Record<string, Name>) => (value: unknown) =>
  (value as string[]).map(v => nameOf(names, v)).join(t('、', ', '))
const yesNo = (value: unknown) => (value ? t('是', 'yes') : t('否', 'no'))
const moment = (value: unknown) => spoken(Date.parse(String(value)))

function useSayings(): (key: FilterKey, value: unknown) => string {
  const unit = useNames(useUnits())
  const region = useNames(useRegions())
  const channel = useNames(useChannels())
  const categories = useCategories()
  const lights = useLightChoices()
  const sayings: Partial<Record<FilterKey, (value: unknown) => string>> = {
    open: yesNo,
    imported: yesNo,
    light: several(lights),
    stage: several(STAGE_NAMES),
    kind: several(KIND_NAMES),
    level: several(LEVEL_NAMES),
    lead: value => nameOf(LEAD_CHOICES, String(value)),
    leadUnitId: value => unit(Number(value)),
    unitId: value => unit(Number(value)),
    regionId: value => region(Number(value)),
    channelId: value => channel(Number(value)),
    category: value => categories.find(c => c.code === value)?.name ?? String(value),
    risk: value => riskName(String(value)),
    receivedFrom: moment,
    receivedTo: moment,
    dueFrom: moment,
    dueTo: moment,
  }
  return (key, value) => sayings[key]?.(value) ?? String(value)
}

/** The exact time behind a chip of a moment. */
export const chipTitle = (filter: Filter, key: FilterKey): string | undefined => {
  const value = filter[key]
  return typeof value === 'string' && /(From|To)$/.test(key) ? exactly(Date.parse(value)) : undefined
}
