/** What is wrong with a city's settings beyond their shape: each problem with the path it stands at. */
import { strangeFieldsIn } from './end-note.ts'
import { DOCUMENT_KINDS } from './kinds.ts'
import type { DocumentSettings } from './settings.ts'

export interface SettingsProblem {
  path: string
  zh: string
  en: string
}

export const settingsProblems = (settings: DocumentSettings): SettingsProblem[] => [
  ...kindProblems(settings),
  ...seriesProblems(settings),
]

function kindProblems({ kinds, series, seal }: DocumentSettings): SettingsProblem[] {
  return DOCUMENT_KINDS.flatMap(kind => {
    const { series: code, endNote, seal: sealed } = kinds[kind]
    const strange = strangeFieldsIn(endNote ?? '')
    const at = (path: string, zh: string, en: string) => ({ path: `kinds.${kind}.${path}`, zh, en })
    return [
      ...(series[code] ? [] : [at('series', `没有“${code}”这个字号序列。`, `there is no series '${code}'`)]),
      ...(strange.length > 0
        ? [at('endNote', `附注里没有这个字段：${strange.join('、')}`, `no such field: ${strange.join(', ')}`)]
        : []),
      ...(sealed && seal === null ? [at('seal', '还没有印章图片。', 'there is no picture of the seal')] : []),
    ]
  })
}

/** Two series that print alike would give two documents one number. */
function seriesProblems({ series }: DocumentSettings): SettingsProblem[] {
  const seen = new Map<string, string>()
  return Object.entries(series).flatMap(([code, { pattern }]) => {
    const other = seen.get(pattern)
    seen.set(pattern, code)
    if (other === undefined) return []
    return [
      {
        path: `series.${code}.pattern`,
        zh: `与“${other}”的字号相同，会重号。`,
        en: `prints the same numbers as '${other}'`,
      },
    ]
  })
}
