/** 发文字号: the number of a document as its series prints it. */
import type { DocumentSettings } from './settings.ts'

/** 示督〔{year}〕{no}号 with year and number; throws when there is no such series. */
export function documentNumber(
  settings: Pick<DocumentSettings, 'series'>,
  series: string,
  year: number,
  no: number,
): string {
  const pattern = settings.series[series]?.pattern
  if (pattern === undefined) throw new Error(`there is no series '${series}'`)
  return pattern.replaceAll('{year}', String(year)).replaceAll('{no}', String(no))
}
