/** Changing the directory on the wire. Codes name what belongs together, as in a city's files; a PUT writes the whole row. */
import Type from 'typebox'
import type { RefusalCode } from '../domain/refusal.ts'
import { tag } from './directory.ts'
import { closed, contract, Id, Moment, nullable } from './route.ts'

const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[^\\u0000]+$' })
const MaybeCode = Type.Optional(nullable(Code))
const Line = Type.String({ minLength: 1, maxLength: 200 })
const MaybeLine = Type.Optional(nullable(Type.String({ maxLength: 200 })))
const Words = Type.Optional(Type.Array(Line, { maxItems: 200 }))
const Active = Type.Optional(Type.Boolean())
const Digits = Type.Integer({ minimum: 0, maximum: 99 })

const refusals: RefusalCode[] = ['not-signed-in', 'not-permitted', 'not-your-unit', 'directory-wrong']
const Done = closed({ directoryVersion: Type.Integer() })

const edit = <P extends Type.TSchema, B extends Type.TSchema>(
  name: string,
  path: string,
  { params, body, summary }: { params: P; body: B; summary: string },
) =>
  contract({
    name,
    method: 'PUT',
    path: `/directory/${path}`,
    tag,
    summary,
    may: 'directory.edit',
    params,
    body,
    answer: Done,
    refusals,
  })

const byCode = closed({ code: Code })

export const putUnit = edit('putUnit', 'units/{code}', {
  params: byCode,
  body: closed({ name: Line, kind: Line, parent: MaybeCode, phone: MaybeLine, active: Active }),
  summary: '设立或修改单位 Add or change a unit',
})
export const putCategory = edit('putCategory', 'categories/{code}', {
  params: byCode,
  body: closed({ name: Line, parent: MaybeCode, words: Words, active: Active }),
  summary: '设立或修改分类 Add or change a category',
})
export const putChannel = edit('putChannel', 'channels/{code}', {
  params: byCode,
  body: closed({
    name: Line,
    kind: Line,
    digits: Digits,
    owner: MaybeCode,
    externalPlatform: MaybeCode,
    active: Active,
  }),
  summary: '设立或修改渠道 Add or change a channel',
})
export const putRegion = edit('putRegion', 'regions/{code}', {
  params: byCode,
  body: closed({ name: Line, parent: MaybeCode }),
  summary: '设立或修改区划 Add or change a place',
})
export const putGrid = edit('putGrid', 'grids/{code}', {
  params: byCode,
  body: closed({ name: Line, region: MaybeCode, unit: MaybeCode }),
  summary: '设立或修改网格 Add or change a grid',
})
export const putPerson = edit('putPerson', 'people/{code}', {
  params: byCode,
  body: closed({
    name: Line,
    unit: Code,
    jobNo: MaybeCode,
    phone: MaybeLine,
    email: MaybeLine,
    skills: Words,
    active: Active,
  }),
  summary: '登记或修改人员 Add or change a person',
})
export const putOrganisation = edit('putOrganisation', 'organisations/{code}', {
  params: byCode,
  body: closed({
    name: Line,
    kind: Line,
    creditCode: MaybeCode,
    unit: MaybeCode,
    region: MaybeCode,
    grid: MaybeCode,
    address: MaybeLine,
    industry: MaybeLine,
    status: MaybeLine,
    monthlyOutputWan: Type.Optional(nullable(Type.Number({ minimum: 0 }))),
    employees: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 }))),
    origin: MaybeLine,
    stage: MaybeLine,
    subUnits: Words,
    notes: Type.Optional(nullable(Type.String({ maxLength: 5000 }))),
    active: Active,
  }),
  summary: '登记或修改企业与单位档案 Add or change an organisation with its profile',
})
export const putHotline = edit('putHotline', 'hotlines/{oldNumber}', {
  params: closed({ oldNumber: Code }),
  body: closed({ name: Line, mode: Line, owner: Code, channel: MaybeCode, cutOverOn: Line }),
  summary: '登记归并热线 Add or change a merged hotline',
})
export const putLocalDay = edit('putLocalDay', 'local-days/{day}', {
  params: closed({ day: Code }),
  body: closed({ workday: Type.Boolean(), name: Line }),
  summary: '设定本地工作日或休息日 Set a local day',
})
export const putCatalogueEntry = contract({
  name: 'putCatalogueEntry',
  method: 'PUT',
  path: '/directory/catalogue',
  tag,
  summary: '设定责任 Add or change a duty: category, place and unit name it',
  may: 'directory.edit',
  body: closed({
    category: Code,
    region: MaybeCode,
    unit: Code,
    role: Type.Optional(Line),
    legalBasis: Line,
    floor: MaybeLine,
    skill: MaybeLine,
  }),
  answer: Done,
  refusals,
})

const take = <P extends Type.TSchema>(
  name: string,
  path: string,
  { params, summary }: { params: P; summary: string },
) =>
  contract({
    name,
    method: 'DELETE',
    path: `/directory/${path}`,
    tag,
    summary,
    may: 'directory.edit',
    params,
    answer: Done,
    refusals: [...refusals, 'not-found'],
  })

export const deleteCatalogueEntry = take('deleteCatalogueEntry', 'catalogue/{id}', {
  params: closed({ id: Id }),
  summary: '撤销责任 Take a duty out of the catalogue',
})
export const deleteLocalDay = take('deleteLocalDay', 'local-days/{day}', {
  params: closed({ day: Type.String({ format: 'date' }) }),
  summary: '撤销本地日 Take a local day out',
})

export const putLeave = contract({
  name: 'putLeave',
  method: 'PUT',
  path: '/directory/people/{code}/leave',
  tag,
  summary: '请假与代办 Say when somebody is away and who stands in; nulls end it. Everybody for themselves',
  may: 'signedIn',
  params: byCode,
  body: closed({ from: nullable(Moment), until: nullable(Moment), substitute: nullable(Code) }),
  answer: Done,
  refusals: ['not-signed-in', 'not-permitted', 'not-your-unit', 'not-found', 'leave-impossible'],
})
