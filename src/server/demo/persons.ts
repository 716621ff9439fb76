/** People who don't exist: names from two short lists, mobile numbers of a range that says so (139 0000 …). */
import type { IdentityInput } from '../../domain/record/draft.ts'
import type { Chance } from './chance.ts'

const FAMILY = '甄贾吴史莫常苗宋齐梅连习林郭洪魏卜时焦谈单金白文古方成平安和高明'.split('')
const GIVEN = [
  '一诺',
  '小满',
  '知秋',
  '云帆',
  '青山',
  '秀兰',
  '建国',
  '桂英',
  '子轩',
  '雨晴',
  '大勇',
  '春梅',
  '志明',
  '晓雯',
  '立冬',
  '谷雨',
  '思远',
  '长庚',
  '素琴',
  '海波',
  '玉珍',
  '天佑',
  '若水',
  '九歌',
]

/** The head of every mobile number in the sample city. */
export const SAMPLE_PHONES = '1390000'

export interface Persons {
  /** Somebody who hasn't come before. */
  next: () => Required<Pick<IdentityInput, 'name' | 'phone'>>
}

/** Ten thousand people; after them the first comes again. */
export function openPersons(chance: Chance): Persons {
  const start = chance.between(0, 9999)
  let came = 0
  return {
    next: () => {
      // A step without a common factor with 10 000 visits every number once.
      const digits = ((start + 6151 * came++) % 10_000).toString().padStart(4, '0')
      return { name: chance.pick(FAMILY) + chance.pick(GIVEN), phone: SAMPLE_PHONES + digits }
    },
  }
}
