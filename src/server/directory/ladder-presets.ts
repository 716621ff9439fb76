/** The ladders of the shipped presets, with a name that people read. */
import { supervisionOf } from '../../domain/supervision/ladder.ts'
import { presetRules } from './rules-file.ts'

const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  leling: ['乐陵：七单逐级，退回即发重办单', 'Leling: the seven sheets, rework sheets at once'],
  shandong: ['山东：黄牌、红牌、督办令', 'Shandong: yellow card, red card, order'],
  sanming: ['三明：蓝、橙、红三色逐级', 'Sanming: blue, orange, red, one from the other'],
  zhangye: ['张掖：实时提醒与自动电话督办', 'Zhangye: real-time reminders and automatic calls'],
  'national-default': ['通用', 'General'],
}

export const ladderPresets = () =>
  Promise.all(
    Object.entries(NAMES).map(async ([name, [zh, en]]) => {
      const rules = await presetRules(name)
      return { name, zh, en, supervision: supervisionOf(rules), lights: rules.lights }
    }),
  )
