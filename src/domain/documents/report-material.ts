/** 汇报材料 (LL-27): what a ticket holds, as the text of a report – clue, preliminary reply, facts, measures, result, public reply, countersignatures. */
import type { Verdict } from '../vocabulary.ts'

/** Something somebody said, on a day (YYYY-MM-DD). */
export interface Said {
  text: string
  on: string
}

export interface Material {
  title: string | null
  /** What was brought, redacted. */
  clue: string | null
  receivedOn: string
  /** The external platform and its own id of the message; null: it came another way. */
  source: { platform: string; messageId: string } | null
  channel: string
  number: string
  unit: string | null
  preliminary: Said | null
  /** 现场核查 and what was found. */
  facts: readonly Said[]
  /** 办理进展 and what is to be done by whom. */
  measures: readonly Said[]
  /** What the unit tells the centre of the result. */
  result: string | null
  /** 网上答复: what everybody may read. */
  reply: string | null
  countersigned: readonly { unit: string; verdict: Verdict | null; on: string | null }[]
}

const OPEN = '（待补充）'
const VERDICTS: Record<Verdict, string> = { approved: '同意', rejected: '不同意', withdrawn: '撤回' }

const dayText = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
/** A line that begins like a heading or a table would become one. */
const plain = (text: string): string =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .join('；')
    .replaceAll('|', '／')

const listed = (said: readonly Said[]): string[] =>
  said.length === 0 ? [OPEN] : said.map(({ text, on }) => `${dayText(on)}，${plain(text)}`)

/** Typed as officials type it; to be looked through and mended before it is issued. */
export function reportFrom(m: Material): { title: string; text: string } {
  const about = m.title === null ? '有关诉求' : `“${plain(m.title)}”`
  const source = m.source ? `${m.source.platform}平台留言（编号${m.source.messageId}）` : m.channel
  const lines = [
    `现将${dayText(m.receivedOn)}${source}${about}（本地编号${m.number}）办理情况报告如下。`,
    '一、问题线索',
    m.clue === null ? OPEN : plain(m.clue),
    '二、初步回复',
    ...listed(m.preliminary ? [m.preliminary] : []),
    '三、查明的事实',
    ...listed(m.facts),
    '四、办理措施',
    ...(m.unit === null ? [] : [`本事项由${m.unit}牵头办理。`]),
    ...listed(m.measures),
    '五、办理结果',
    m.result === null ? OPEN : plain(m.result),
    '六、网上详细答复',
    m.reply === null ? OPEN : plain(m.reply),
    '七、会签意见',
    '| 会签单位 | 意见 | 日期 |',
    ...(m.countersigned.length === 0 ? [`| ${OPEN} | | |`] : []),
    ...m.countersigned.map(
      ({ unit, verdict, on }) =>
        `| ${unit} | ${verdict ? VERDICTS[verdict] : ''} | ${on ? dayText(on) : ''} |`,
    ),
    '特此报告。',
  ]
  const short = m.title === null ? m.number : [...plain(m.title)].slice(0, 60).join('')
  return { title: `关于${short}办理情况的报告`, text: lines.join('\n') }
}
