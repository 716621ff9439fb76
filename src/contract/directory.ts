/** The directory on the wire: units, people, categories, channels, places, organisations, duties. Edits: directory-edits.ts. */
import Type from 'typebox'
import { ORGANISATION_KINDS, OrganisationProfile } from '../domain/directory/organisations.ts'
import { UNIT_KINDS } from '../domain/directory/units.ts'
import { CHANNEL_KINDS } from '../domain/vocabulary.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

export const tag = '名录 directory'
const Text = Type.String()
const MaybeText = nullable(Text)
const MaybeId = nullable(Id)
const Active = Type.Boolean()
const coded = { id: Id, code: Text, name: Text }

export const Unit = closed({
  ...coded,
  kind: oneOf(UNIT_KINDS),
  parentId: MaybeId,
  phone: MaybeText,
  active: Active,
})
export const Category = closed({
  ...coded,
  parentId: MaybeId,
  level: Type.Integer(),
  words: Type.Array(Text),
  active: Active,
})
export const Channel = closed({
  ...coded,
  kind: oneOf(CHANNEL_KINDS),
  digits: Type.Integer(),
  ownerUnitId: MaybeId,
  externalPlatform: MaybeText,
  active: Active,
})
export const Region = closed({ ...coded, parentId: MaybeId })
export const Grid = closed({ ...coded, regionId: MaybeId, unitId: MaybeId })
export const Hotline = closed({
  id: Id,
  oldNumber: Text,
  name: Text,
  mode: oneOf(['full', 'parallel', 'subCentre']),
  ownerUnitId: Id,
  channelId: MaybeId,
  cutOverOn: Text,
})
export const CatalogueEntry = closed({
  id: Id,
  categoryId: Id,
  regionId: MaybeId,
  unitId: Id,
  role: oneOf(['lead', 'assist']),
  legalBasis: Text,
  floor: MaybeText,
  skill: MaybeText,
})
export const LocalDay = closed({ day: Text, workday: Type.Boolean(), name: Text })
export const Person = closed({
  ...coded,
  unitId: Id,
  jobNo: MaybeText,
  /** Null for readers who may not edit the directory. */
  phone: MaybeText,
  email: MaybeText,
  skills: Type.Array(Text),
  active: Active,
  awayFrom: nullable(Moment),
  awayUntil: nullable(Moment),
  substituteId: MaybeId,
})
export const Organisation = closed({
  ...coded,
  kind: oneOf(ORGANISATION_KINDS),
  creditCode: MaybeText,
  unitId: MaybeId,
  regionId: MaybeId,
  gridId: MaybeId,
  address: MaybeText,
  profile: OrganisationProfile,
  active: Active,
})

/** Lists that are small enough to come whole. */
const whole = <T extends Type.TSchema>(
  part: string,
  path: string,
  { of, summary }: { of: T; summary: string },
) =>
  contract({
    name: `list${part}`,
    method: 'GET',
    path: `/directory/${path}`,
    tag,
    summary,
    may: 'directory.read',
    answer: closed({ items: Type.Array(of) }),
    refusals: ['not-signed-in', 'not-permitted'],
  })

export const listUnits = whole('Units', 'units', {
  of: Unit,
  summary: '单位 All units, the tree by parentId',
})
export const listCategories = whole('Categories', 'categories', {
  of: Category,
  summary: '诉求分类 All categories in four levels',
})
export const listChannels = whole('Channels', 'channels', { of: Channel, summary: '渠道 All channels' })
export const listRegions = whole('Regions', 'regions', { of: Region, summary: '区划 All places' })
export const listGrids = whole('Grids', 'grids', { of: Grid, summary: '网格 All grids' })
export const listHotlines = whole('Hotlines', 'hotlines', {
  of: Hotline,
  summary: '归并热线 The register of merged hotlines',
})
export const listCatalogue = whole('Catalogue', 'catalogue', {
  of: CatalogueEntry,
  summary: '责任清单 Whose duty a category is, where, and on what legal basis',
})
export const listLocalDays = whole('LocalDays', 'local-days', {
  of: LocalDay,
  summary: '本地日历 Days that differ from the national calendar here',
})

export const readCalendar = contract({
  name: 'readCalendar',
  method: 'GET',
  path: '/calendar/{year}',
  tag,
  summary: '年历 The days of a year that are not plain working days: holidays, make-up days, local days',
  may: 'signedIn',
  params: closed({ year: Type.Integer({ minimum: 1991, maximum: 2100 }) }),
  answer: closed({
    published: Type.Boolean({
      description: 'Is the State Council’s notice out? Until then limits are provisional.',
    }),
    version: Text,
    workdays: Type.Integer(),
    days: Type.Array(
      closed({
        day: Type.String({ format: 'date' }),
        kind: oneOf(['holiday', 'makeUp', 'weekend', 'workday']),
        name: MaybeText,
        local: Type.Boolean({ description: 'Set by the city itself.' }),
      }),
      { description: 'Weekends are left out unless they have a name.' },
    ),
  }),
  refusals: ['not-signed-in'],
})

/** What PostgreSQL can't keep can't be looked for. */
const noNul = { pattern: '^[^\\u0000]*$' }

const slice = {
  after: Type.Optional(Type.String({ maxLength: 64, ...noNul })),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
  /** Part of the name or the code. */
  q: Type.Optional(Type.String({ maxLength: 100, ...noNul })),
  unitId: Type.Optional(Id),
}

export const listPeople = contract({
  name: 'listPeople',
  method: 'GET',
  path: '/directory/people',
  tag,
  summary: '人员 People by code; phone and e-mail only for those who may edit the directory',
  may: 'directory.read',
  query: closed(slice),
  answer: closed({ items: Type.Array(Person), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const listOrganisations = contract({
  name: 'listOrganisations',
  method: 'GET',
  path: '/directory/organisations',
  tag,
  summary: '企业与单位档案 Organisations by code, with their profiles',
  may: 'directory.read',
  query: closed({ ...slice, kind: Type.Optional(oneOf(ORGANISATION_KINDS)) }),
  answer: closed({ items: Type.Array(Organisation), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})
