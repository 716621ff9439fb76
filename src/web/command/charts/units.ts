/** What units are called in drawings. */
import { t } from '../../text.ts'

/** 示例市城市管理局 → 城市管理局: the city is the same for all of them. */
export function shortUnit(name: string | undefined): string {
  if (name === undefined) return t('未派单', 'Nobody yet')
  return name.replace(/^.{2,6}?市(?=.{2,})/, '')
}
