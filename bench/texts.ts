/** What the people of a made-up city write: a few complaints again and again, and the long tail of all Chinese words. */
import { dict } from '@node-rs/jieba/dict.js'
import { type Chance, chanceFrom } from './random.ts'

const NAMES = [
  '幸福',
  '解放',
  '人民',
  '新华',
  '建设',
  '中山',
  '和平',
  '胜利',
  '文化',
  '长江',
  '湖滨',
  '柳荫',
  '东风',
  '光明',
  '友谊',
]
const SIDES = ['', '东', '西', '南', '北', '一', '二', '三', '中']
const WAYS = ['路', '街', '巷', '大道', '里']
/** 675 roads, the first of them long. */
const ROADS = NAMES.flatMap(name => SIDES.flatMap(side => WAYS.map(way => `${name}${side}${way}`)))

/** Most frequent first. */
export const MATTERS = [
  '路灯不亮',
  '违章停车',
  '施工噪音扰民',
  '垃圾无人清运',
  '物业收费不合理',
  '下水道堵塞',
  '占道经营',
  '电梯停运',
  '暖气不热',
  '水管爆裂',
  '路面破损',
  '井盖缺失',
  '医保报销咨询',
  '社保转移手续',
  '公交线路调整',
  '消防通道被堵',
  '学校附近车速过快',
  '拖欠工资',
  '预付卡退费困难',
  '落户政策咨询',
  '油烟扰民',
  '私搭乱建',
  '树木遮挡信号灯',
  '停水未通知',
  '宽带资费争议',
  '公园健身器材损坏',
  '流浪犬伤人',
  '燃气压力不足',
  '快递丢失',
  '车位被占',
] as const

const SENTENCES = [
  '已经一周没有人处理',
  '多次联系物业都互相推诿',
  '晚上老人出行不便存在安全隐患',
  '希望相关部门尽快核实处理并回复',
  '请问什么时候能够解决',
  '严重影响居民正常生活',
  '已经拍照留存可以提供',
  '前几天下雨之后更加严重',
  '希望能给一个明确的答复时间',
  '附近居民都反映过这个问题',
  '之前反映过但是一直没有结果',
  '来电人表示不认可上次的答复',
]

/** The 50 000 most frequent words of two to four signs, most frequent first. */
export const VOCABULARY: readonly string[] = Buffer.from(dict)
  .toString('utf8')
  .split('\n')
  .map(line => line.split(' ') as [string, string])
  .filter(([word]) => /^\p{Script=Han}{2,4}$/u.test(word))
  .sort((a, b) => Number(b[1]) - Number(a[1]))
  .slice(0, 50_000)
  .map(([word]) => word)

export interface Written {
  title: string
  content: string
  address: string
  /** Where and what, to be found by. */
  road: string
  matter: string
}

const clause = (c: Chance): string =>
  `${Array.from({ length: 5 }, () => c.zipf(VOCABULARY)).join('')}，${c.pick(SENTENCES)}。`

/** One appeal, about 250 signs; the same seed writes the same. */
export function writtenBy(seed: number): Written {
  const c = chanceFrom(seed)
  const road = c.zipf(ROADS)
  const matter = c.zipf(MATTERS)
  const house = 1 + c.below(400)
  const clauses = Array.from({ length: 7 }, () => clause(c)).join('')
  return {
    title: `${road}${house}号${matter}`,
    content: `市民反映：${road}${house}号附近${matter}。${clauses}来电人要求尽快处理。`,
    address: `${road}${house}号`,
    road,
    matter,
  }
}
