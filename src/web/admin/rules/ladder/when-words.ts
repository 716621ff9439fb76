/** Which matters a rung is for, in words. */
import { LEVEL_NAMES, MATTER_NAMES, SEVERITY_NAMES, URGENCY_NAMES } from '../../../../domain/names.ts'
import { nameOf, t } from '../../../text.ts'
import type { Rung } from './strip.ts'

type Names = Readonly<Record<string, readonly [zh: string, en: string]>>

const PARTS: Partial<
  Record<keyof NonNullable<Rung['when']>, readonly [zh: string, en: string, names: Names]>
> = {
  kinds: ['类型', 'kind', MATTER_NAMES],
  urgencies: ['紧急程度', 'urgency', URGENCY_NAMES],
  severities: ['难易', 'severity', SEVERITY_NAMES],
  levels: ['督办级别', 'level', LEVEL_NAMES],
  categories: ['分类', 'category', {}],
  channelKinds: ['渠道', 'channel', {}],
  organisationKinds: ['单位类型', 'organisation', {}],
  tags: ['标记', 'tag', { leaderInstruction: ['领导批示', "leader's instruction"] }],
}

/** Empty for all matters. */
export const whenWords = (when: Rung['when']): string =>
  Object.entries(when ?? {})
    .map(([key, words]) => {
      const [zh, en, names] = PARTS[key as keyof typeof PARTS] ?? [key, key, {}]
      return `${t(zh, en)}${t('为', ' ')}${(words as string[]).map(w => nameOf(names, w)).join(t('或', ' or '))}`
    })
    .join(t('，', ', '))
