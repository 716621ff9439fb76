/** What people of the sample city come with: the matters of config/sample-appeals, and the words that fill their slots. */
import { readdir, readFile } from 'node:fs/promises'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { parse } from 'yaml'
import { ORGANISATION_KINDS } from '../../domain/directory/organisations.ts'
import { KINDS, SEVERITIES, URGENCIES } from '../../domain/vocabulary.ts'
import type { Chance } from './chance.ts'

const Text = Type.String({ minLength: 1 })

const Matter = Type.Object(
  {
    /** Code of the category. */
    at: Type.String({ pattern: '^[0-9]{2,8}$' }),
    kind: Type.Enum(KINDS),
    urgency: Type.Optional(Type.Enum(URGENCIES)),
    severity: Type.Optional(Type.Enum(SEVERITIES)),
    /** The kind of organisation that brings it; a person when left out. */
    from: Type.Optional(Type.Enum(ORGANISATION_KINDS)),
    title: Text,
    content: Text,
    wish: Text,
    reply: Text,
  },
  { additionalProperties: false },
)
export type Matter = Static<typeof Matter>

const FOLDER = new URL('../../../config/sample-appeals/', import.meta.url)

/** All matters, in the order of their files. Throws an Error that names the file and the matter that is wrong. */
export async function readMatters(): Promise<Matter[]> {
  const files = (await readdir(FOLDER)).filter(f => f.endsWith('.yaml')).sort()
  const lists = await Promise.all(
    files.map(async file => mattersIn(file, parse(await readFile(new URL(file, FOLDER), 'utf8')))),
  )
  return lists.flat()
}

function mattersIn(file: string, list: unknown): Matter[] {
  if (!Array.isArray(list)) throw new Error(`config/sample-appeals/${file} is not a list`)
  return list.map((matter, i) => {
    const [wrong] = Value.Errors(Matter, matter)
    if (wrong)
      throw new Error(`config/sample-appeals/${file}, matter ${i + 1}${wrong.instancePath}: ${wrong.message}`)
    return matter as Matter
  })
}

/** Words for the slots; the town's own places are given. Nothing here is a real road, estate, shop or company. */
const WORDS: Record<string, readonly string[]> = {
  road: [
    '段落路',
    '逗号街',
    '括号巷',
    '引文大道',
    '脚注路',
    '扉页街',
    '提纲路',
    '索引大街',
    '目录东路',
    '目录西路',
    '批注巷',
    '附录路',
    '标题大道',
    '摘要街',
    '页眉路',
    '行距街',
  ],
  compound: [
    '句读小区',
    '序言花园',
    '标点家园',
    '段首新村',
    '插图公寓',
    '题记苑',
    '后记里',
    '封面名邸',
    '卷首小区',
    '校样花园',
    '活页家园',
    '留白小区',
    '蓝本公寓',
    '手稿新城',
    '誊写里',
    '初版小区',
  ],
  shop: [
    '顿号小馆',
    '省略号烧烤',
    '问号便利店',
    '冒号火锅',
    '分号超市',
    '感叹号饭庄',
    '破折号百货',
    '书名号酒家',
  ],
  firm: ['一家服装加工厂', '一家餐饮公司', '一家建筑劳务公司', '一家电子厂', '一家物流公司', '一家装修公司'],
  thing: ['社保卡补办', '不动产登记', '营业执照变更', '居住证', '老年优待证', '生育登记', '灵活就业参保'],
  few: ['两', '三', '四', '五', '六', '七'],
  building: ['1', '2', '3', '5', '6', '8', '9', '12', '15'],
  floor: ['五', '六', '八', '十一', '十六'],
  days: ['三', '四', '五', '七', '十', '十五', '二十'],
  money: ['180', '260', '450', '800', '1200', '2600', '3800', '5600', '9800'],
  month: ['3', '4', '5', '6', '7', '8'],
  date: ['昨天', '前天', '上周三', '上周五', '本月初', '周一', '周末'],
}
const OPENINGS = [
  '',
  '',
  '',
  '您好，',
  '来电人反映，',
  '市民反映，',
  '我想反映一个问题：',
  '你好，麻烦问一下，',
  '来电人称，',
]
const CLOSINGS = ['', '', '谢谢。', '盼复。', '希望早点有结果。', '请尽快回复。', '麻烦了。']

export interface Place {
  /** The community or village, and the street or township above it. */
  place: string
  street: string
}

export interface Words {
  title: string
  content: string
  purpose: string
  reply: string
  address: string
}

/** One person's words for a matter; the same slot says the same throughout. */
export function wordsOf(matter: Matter, { place, street }: Place, chance: Chance): Words {
  const road = chance.shuffled(WORDS.road!)
  const said: Record<string, string> = { place, street, road: road[0]!, road2: road[1]! }
  const fill = (text: string) =>
    text.replace(/<(\w+)>/g, (_, slot: string) => {
      said[slot] ??= chance.pick(WORDS[slot] ?? [])
      return said[slot]
    })
  const title = fill(matter.title)
  const content = `${chance.pick(OPENINGS)}${fill(matter.content)}${chance.pick(CLOSINGS)}`
  const door = `${chance.between(1, 199)}号`
  return {
    title,
    content,
    purpose: fill(matter.wish),
    reply: fill(matter.reply),
    address: `${street}${place}${said.road}${door}`,
  }
}
