/** The parts of the directory: how each is listed, shown and changed. Rows are named by their code, as in a city's files. */

import {
  ORGANISATION_KINDS,
  PRODUCTION_STATUSES,
  RELOCATION_STAGES,
} from '../../../domain/directory/organisations.ts'
import { UNIT_KINDS } from '../../../domain/directory/units.ts'
import { CHANNEL_KINDS } from '../../../domain/vocabulary.ts'
import type { CallName } from '../../api.ts'
import type { Row } from './rows.ts'

export interface FieldSpec {
  name: string
  zh: string
  en: string
  kind?: 'text' | 'prose' | 'number' | 'switch' | 'words' | 'choice' | 'date' | 'code'
  /** For `choice`. */
  among?: readonly string[]
  /** For `code`: the part whose code it is, and the field of the listed row that holds its id. */
  of?: PartKey
  from?: string
  required?: boolean
  /** Isn't a column of the list. */
  hidden?: boolean
}

export type PartKey =
  | 'units'
  | 'people'
  | 'categories'
  | 'channels'
  | 'regions'
  | 'grids'
  | 'organisations'
  | 'hotlines'

export interface PartSpec {
  key: PartKey
  zh: string
  en: string
  list: CallName
  put: CallName
  /** The name of the path's parameter, and of the listed field it comes from. */
  id: string
  /** Comes in pages; the others come whole. */
  paged?: boolean
  /** Rows stand below one another. */
  tree?: boolean
  fields: readonly FieldSpec[]
  /** Reads a nested value of a listed row, e.g. of an organisation's profile. */
  read?: (row: Row, field: string) => unknown
}

const name: FieldSpec = { name: 'name', zh: '名称', en: 'Name', required: true }
const active: FieldSpec = { name: 'active', zh: '在用', en: 'In use', kind: 'switch' }

export const PARTS: readonly PartSpec[] = [
  {
    key: 'units',
    zh: '单位',
    en: 'Units',
    list: 'listUnits',
    put: 'putUnit',
    id: 'code',
    tree: true,
    fields: [
      name,
      { name: 'kind', zh: '类别', en: 'Kind', kind: 'choice', among: UNIT_KINDS, required: true },
      { name: 'parent', zh: '上级', en: 'Above', kind: 'code', of: 'units', from: 'parentId' },
      { name: 'phone', zh: '电话', en: 'Telephone' },
      active,
    ],
  },
  {
    key: 'people',
    zh: '人员',
    en: 'People',
    list: 'listPeople',
    put: 'putPerson',
    id: 'code',
    paged: true,
    fields: [
      { ...name, zh: '姓名' },
      { name: 'unit', zh: '单位', en: 'Unit', kind: 'code', of: 'units', from: 'unitId', required: true },
      { name: 'jobNo', zh: '工号', en: 'Job number' },
      { name: 'phone', zh: '电话', en: 'Telephone' },
      { name: 'email', zh: '邮箱', en: 'E-mail' },
      { name: 'skills', zh: '专长', en: 'Skills', kind: 'words' },
      active,
    ],
  },
  {
    key: 'organisations',
    zh: '企业与单位',
    en: 'Organisations',
    list: 'listOrganisations',
    put: 'putOrganisation',
    id: 'code',
    paged: true,
    read: (row, field) => row[field] ?? (row.profile as Row | undefined)?.[field],
    fields: [
      name,
      { name: 'kind', zh: '类别', en: 'Kind', kind: 'choice', among: ORGANISATION_KINDS, required: true },
      { name: 'creditCode', zh: '统一社会信用代码', en: 'Credit code' },
      { name: 'unit', zh: '联系单位', en: 'Liaison unit', kind: 'code', of: 'units', from: 'unitId' },
      {
        name: 'region',
        zh: '区划',
        en: 'Place',
        kind: 'code',
        of: 'regions',
        from: 'regionId',
        hidden: true,
      },
      { name: 'grid', zh: '网格', en: 'Grid', kind: 'code', of: 'grids', from: 'gridId', hidden: true },
      { name: 'address', zh: '地址', en: 'Address', hidden: true },
      { name: 'industry', zh: '行业', en: 'Industry' },
      {
        name: 'status',
        zh: '生产经营状态',
        en: 'Status',
        kind: 'choice',
        among: PRODUCTION_STATUSES,
        hidden: true,
      },
      {
        name: 'monthlyOutputWan',
        zh: '月产值（万元）',
        en: 'Monthly output (10 000 yuan)',
        kind: 'number',
        hidden: true,
      },
      { name: 'employees', zh: '人数', en: 'Employees', kind: 'number', hidden: true },
      { name: 'origin', zh: '原驻地', en: 'From', hidden: true },
      {
        name: 'stage',
        zh: '疏解阶段',
        en: 'Relocation',
        kind: 'choice',
        among: RELOCATION_STAGES,
        hidden: true,
      },
      { name: 'subUnits', zh: '下属单位', en: 'Sub-units', kind: 'words', hidden: true },
      { name: 'notes', zh: '备注', en: 'Notes', kind: 'prose', hidden: true },
      active,
    ],
  },
  {
    key: 'categories',
    zh: '分类',
    en: 'Categories',
    list: 'listCategories',
    put: 'putCategory',
    id: 'code',
    tree: true,
    fields: [
      name,
      { name: 'parent', zh: '上级', en: 'Above', kind: 'code', of: 'categories', from: 'parentId' },
      { name: 'words', zh: '常用词', en: 'Words', kind: 'words' },
      active,
    ],
  },
  {
    key: 'channels',
    zh: '渠道',
    en: 'Channels',
    list: 'listChannels',
    put: 'putChannel',
    id: 'code',
    fields: [
      name,
      { name: 'kind', zh: '类别', en: 'Kind', kind: 'choice', among: CHANNEL_KINDS, required: true },
      { name: 'digits', zh: '单号中的两位', en: 'Digits in the number', kind: 'number', required: true },
      { name: 'owner', zh: '归属', en: 'Owner', kind: 'code', of: 'units', from: 'ownerUnitId' },
      { name: 'externalPlatform', zh: '外部平台', en: 'Platform' },
      active,
    ],
  },
  {
    key: 'regions',
    zh: '区划',
    en: 'Places',
    list: 'listRegions',
    put: 'putRegion',
    id: 'code',
    tree: true,
    fields: [
      name,
      { name: 'parent', zh: '上级', en: 'Above', kind: 'code', of: 'regions', from: 'parentId' },
    ],
  },
  {
    key: 'grids',
    zh: '网格',
    en: 'Grids',
    list: 'listGrids',
    put: 'putGrid',
    id: 'code',
    fields: [
      name,
      { name: 'region', zh: '区划', en: 'Place', kind: 'code', of: 'regions', from: 'regionId' },
      { name: 'unit', zh: '单位', en: 'Unit', kind: 'code', of: 'units', from: 'unitId' },
    ],
  },
  {
    key: 'hotlines',
    zh: '归并热线',
    en: 'Merged hotlines',
    list: 'listHotlines',
    put: 'putHotline',
    id: 'oldNumber',
    fields: [
      name,
      {
        name: 'mode',
        zh: '归并方式',
        en: 'Mode',
        kind: 'choice',
        among: ['full', 'parallel', 'subCentre'],
        required: true,
      },
      {
        name: 'owner',
        zh: '归属',
        en: 'Owner',
        kind: 'code',
        of: 'units',
        from: 'ownerUnitId',
        required: true,
      },
      { name: 'channel', zh: '渠道', en: 'Channel', kind: 'code', of: 'channels', from: 'channelId' },
      { name: 'cutOverOn', zh: '割接日期', en: 'Cut over on', kind: 'date', required: true },
    ],
  },
]
