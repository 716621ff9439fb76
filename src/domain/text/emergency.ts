/** Matters that must not wait for a hotline: which emergency line a text calls for, now. */

/** Police, fire, ambulance, traffic police. */
export type EmergencyLine = '110' | '119' | '120' | '122'

/** A line to call and the word that says so. */
export type Emergency = { line: EmergencyLine; word: string }

// In order of haste.
const LINES: readonly (readonly [EmergencyLine, string])[] = [
  [
    '120',
    '心梗 心肌梗死 脑梗发作 脑出血 心脏骤停 没有呼吸 呼吸困难 喘不上气 昏迷 不省人事 晕倒 昏倒 大出血 血流不止 抽搐不止 口吐白沫 休克 ' +
      '煤气中毒 一氧化碳中毒 农药中毒 喝了农药 吞了安眠药 割腕 触电了 有人触电 溺水了 有人溺水 孩子溺水 摔下楼 坠楼了 有人坠楼 要生了 羊水破了 噎住',
  ],
  [
    '119',
    '着火 起火 失火 发生火灾 冒浓烟 烧起来 爆炸了 发生爆炸 燃气泄漏 天然气泄漏 煤气泄漏 闻到煤气味 困在电梯 电梯困人 被困火场 被洪水围困 ' +
      '房子塌 楼塌了 墙塌了 房屋倒塌 发生山体滑坡 发生泥石流 有人被埋 危化品泄漏 掉进井里 有人落水 孩子落水 掉水里 掉河里 要跳楼 准备跳楼 想跳楼 要跳河',
  ],
  [
    '110',
    '持刀 拿刀 砍人 捅人 行凶 要杀人 在杀人 有人抢劫 被抢劫 被绑架 被劫持 打群架 聚众斗殴 有人入室 小偷入室 破门而入 被强奸 被性侵 被猥亵 ' +
      '在跟踪我 被家暴 在家暴 在打人 有人被打 孩子丢了 孩子不见 小孩走失 老人走失 被拐走 要自杀 想自杀 不想活 要跳楼 准备跳楼 想跳楼 正在转账 刚被骗 炸弹',
  ],
  [
    '122',
    '发生车祸 出车祸 有车祸 撞车了 被车撞 撞了人 撞到人 撞人了 肇事逃逸 翻车了 追尾了 发生追尾 连环相撞',
  ],
]

const WORDS = LINES.map(([line, words]) => ({ line, words: words.split(' ') }))

const SENTENCE = /[^。！？!?;；\n]+/g
// The sentence tells of another time, of a fear, a rule or a mere chance: not of now.
const NOT_NOW =
  /去年|前年|以前|之前|曾经|曾|当年|上次|上个?月|上周|前几天|前段时间|\d年|\d月|经常|时常|总是|常常|多次|容易|隐患|可能|担心|害怕|生怕|怕|恐|一旦|万一|如果|要是|假如|若|迟早|现象|频发|高发|难免|今年|每年|每次|预防|防止|避免|杜绝|演练|宣传|培训|知识|险些|差点|没有发生|未发生|会不会|会导致|导致|引发|造成|事故认定|判决|赔偿|保险|理赔|鉴定|死亡|去世|后来|至今|之后|已经?(?:报警|处理|扑灭|痊愈|出院)|严查|查处|治理|整治/
const NOW = /正在|现在|刚刚|刚才|马上|赶紧|快来|快点|救命|此刻|眼下/

const isNow = (sentence: string): boolean => NOW.test(sentence) || !NOT_NOW.test(sentence)

/**
 * The emergency lines a text calls for now, each once with the first word that says so, ambulance first.
 * Nothing when the words tell of the past, of a fear or of a rule.
 */
export function emergencyOf(text: string): Emergency[] {
  const sentences = (text.replaceAll('着火车', '').match(SENTENCE) ?? []).filter(isNow)
  return WORDS.flatMap(({ line, words }) => {
    const word = words.find(candidate => sentences.some(sentence => sentence.includes(candidate)))
    return word ? [{ line, word }] : []
  })
}
