/** The limits: a row for each class of matter, a column for each limit. What differs from the version before is marked. */
import { Input } from 'antd'
import { CLOCK_NAMES } from '../../../domain/names.ts'
import { CLOCK_KINDS, type ClockKind } from '../../../domain/vocabulary.ts'
import type { Rules } from '../../parts/directory.ts'
import { isLimit, limitWords } from '../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../text.ts'

interface Props {
  rules: Rules
  base: Rules
  onChange: (rules: Rules) => void
}

export function Limits({ rules, base, onChange }: Props) {
  const set = (limitClass: string, kind: ClockKind, text: string) => {
    const { [kind]: _, ...others } = rules.limits[limitClass] ?? {}
    const row = text === '' ? others : { ...others, [kind]: text }
    onChange({ ...rules, limits: { ...rules.limits, [limitClass]: row } })
  }
  return (
    <>
      <p>
        {t(
          'wd 工作日 · d 自然日 · h 小时 · wh 工作小时 · m 分钟；空着的按 default 一行。',
          'wd working days · d days · h hours · wh working hours · m minutes; what is empty follows the row “default”.',
        )}
      </p>
      <div style={{ overflowX: 'auto' }}>
        <table style={{ borderCollapse: 'collapse' }}>
          <thead>
            <tr>
              <th scope="col" style={{ textAlign: 'start' }}>
                {t('类别', 'Class')}
              </th>
              {CLOCK_KINDS.map(kind => (
                <th key={kind} scope="col" style={{ fontWeight: 500, padding: 4 }}>
                  {nameOf(CLOCK_NAMES, kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.keys(rules.limits).map(limitClass => (
              <tr key={limitClass}>
                <th scope="row" style={{ textAlign: 'start', paddingInlineEnd: 12 }}>
                  {limitClass}
                </th>
                {CLOCK_KINDS.map(kind => {
                  const value = rules.limits[limitClass]?.[kind] ?? ''
                  const before = base.limits[limitClass]?.[kind] ?? ''
                  return (
                    <td key={kind} style={{ padding: 2 }}>
                      <Input
                        size="small"
                        style={{ width: 72, fontWeight: value === before ? 400 : 700 }}
                        status={value === '' || isLimit(value) ? '' : 'error'}
                        aria-label={`${limitClass} ${nameOf(CLOCK_NAMES, kind)}`}
                        title={
                          value === before
                            ? limitWords(value)
                            : t(`原来：${limitWords(before) || '—'}`, `was: ${limitWords(before) || '—'}`)
                        }
                        value={value}
                        onChange={e => set(limitClass, kind, e.target.value.trim())}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
