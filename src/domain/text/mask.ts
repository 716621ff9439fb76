/** Shows a person to those who may not know who it is: enough to tell two apart, not enough to find one. */

const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
    '段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 梁丘 左丘 东门 西门 第五 纳兰 完颜 叶赫 爱新'
  ).split(' '),
)
const ORGANISATION =
  /^(..).*?(有限责任公司|股份有限公司|有限公司|公司|集团|合作社|委员会|经营部|事务所|工作室|商会|协会|学校|医院|酒店|饭店|超市|商行|中心|厂|店|部|所)$/su
const NAME_MARKS = new Set([' ', '·', '•', '-', '.', '\u3000'])

const stars = (count: number): string => '*'.repeat(count)

function maskOrganisation(name: string): string | null {
  const [, head, kind] = ORGANISATION.exec(name) ?? []
  if (!head || !kind) return null
  const hidden = [...name].length - [...head].length - [...kind].length
  return hidden >= 2 ? head + stars(hidden) + kind : null
}

/** 张*, 欧阳**, J*** *****, 示例****有限公司: the surname, the first letter, or an organisation's first two signs and its kind. */
export function maskName(name: string): string {
  const trimmed = name.trim()
  const organisation = maskOrganisation(trimmed)
  if (organisation) return organisation
  const signs = [...trimmed]
  if (signs.length < 2) return stars(signs.length)
  const kept = signs.length > 2 && COMPOUND_SURNAMES.has(signs.slice(0, 2).join('')) ? 2 : 1
  const isMark = (sign: string) => NAME_MARKS.has(sign)
  if (signs.slice(kept).every(isMark)) return signs.slice(0, kept).join('') + stars(signs.length - kept)
  return signs.map((sign, at) => (at < kept || isMark(sign) ? sign : '*')).join('')
}

type Kept = { head: number; tail: number }

/** Stars for every sign but the first and last few; spaces, hyphens and brackets stay where they are and do not count. */
function maskNumber(text: string, keptOf: (length: number) => Kept): string {
  const signs = [...text.trim()]
  const isMark = (sign: string) => /[\s()（）+-]/u.test(sign)
  const length = signs.filter(sign => !isMark(sign)).length
  if (length === 0) return stars(signs.length)
  const { head, tail } = keptOf(length)
  let at = 0
  return signs.map(sign => (isMark(sign) || ++at <= head || at > length - tail ? sign : '*')).join('')
}

/** 138****1234, 010-****6666, ***4567; a leading +86 is dropped. */
export function maskPhone(phone: string): string {
  const national = phone.trim().replace(/^(?:(?:\+|00)?86[\s-]*)+(?=1[3-9])/u, '')
  return maskNumber(national, length => ({
    head: length >= 12 ? 4 : length >= 10 ? 3 : 0,
    tail: length >= 7 ? 4 : length >= 2 ? 1 : 0,
  }))
}

/** 110***********1234; shorter papers such as passports keep one sign in front and two behind. */
export const maskIdNumber = (number: string): string =>
  maskNumber(number, length =>
    length >= 15
      ? { head: 3, tail: 4 }
      : length >= 8
        ? { head: 1, tail: 2 }
        : { head: 0, tail: length > 1 ? 1 : 0 },
  )

// Where the private part begins: a house, building, unit or room number that is not the name of a road (12号路).
const DOOR =
  /[\d０-９一二三四五六七八九十百甲乙丙A-Za-z]{1,6}[-－#]?(?:号楼|号院|号|栋|幢|座|单元|室|层|楼|弄|组|队|户)(?!路|线|街|公路)|[\d０-９]{3,}|[\d０-９]+[-－#]/u
// The last thing a stranger may know: a road, or else a street office, township, village, district or city.
const PUBLIC =
  /^.*(?:大道|大街|公路|国道|省道|胡同|路(?:[东南西北中一二三四五六七八九十]段)?(?!街道|社区)|街道|街|巷|镇|乡|村|社区|(?<![小校院厂园景片])区|县|市|省)/su

/** The address down to its street, then ***: 示例区和平街道幸福路***; nothing but *** when no street or place is named. */
export function maskAddress(address: string): string {
  const trimmed = address.trim()
  if (!trimmed) return ''
  const door = DOOR.exec(trimmed)
  const open = PUBLIC.exec(door ? trimmed.slice(0, door.index) : trimmed)
  return `${open?.[0] ?? ''}***`
}
