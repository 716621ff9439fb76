/** One month; holidays and make-up days marked in colour and in words. */
import type { Answer } from '../../api.ts'
import { lang, t } from '../../text.ts'

export type Day = Answer<'readCalendar'>['days'][number]

interface Props {
  year: number
  /** From 0. */
  month: number
  days: readonly Day[]
  onDay: ((day: string) => void) | null
}

const WEEK =
  lang === 'en' ? ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] : ['一', '二', '三', '四', '五', '六', '日']
/** Beside the date, so that nobody has to tell colours apart. */
export const MARKS = { off: t('休', '–'), worked: t('班', '+') } as const
const pad = (n: number): string => String(n).padStart(2, '0')

export function Month({ year, month, days, onDay }: Props) {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const first = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7
  const cells = [...Array.from({ length: first }, () => 0), ...Array.from({ length }, (_, i) => i + 1)]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, w) => cells.slice(w * 7, w * 7 + 7))
  const title = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', { month: 'long' }).format(
    new Date(year, month),
  )
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', textAlign: 'center' }}>
      <caption style={{ fontWeight: 600, textAlign: 'start', padding: 4 }}>{title}</caption>
      <thead>
        <tr>
          {WEEK.map(w => (
            <th key={w} scope="col" style={{ fontWeight: 400, color: 'var(--ant-color-text-secondary)' }}>
              {w}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week.find(d => d > 0)}>
            {week.map((d, i) => {
              const day = `${year}-${pad(month + 1)}-${pad(d)}`
              return (
                <td key={d || `-${i}`}>
                  {d > 0 && (
                    <Cell
                      day={day}
                      date={d}
                      isWeekend={i > 4}
                      known={days.find(k => k.day === day)}
                      onDay={onDay}
                    />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps {
  day: string
  date: number
  isWeekend: boolean
  known: Day | undefined
  onDay: ((day: string) => void) | null
}

function Cell({ day, date, isWeekend, known, onDay }: CellProps) {
  const isOff = known ? known.kind === 'holiday' || known.kind === 'weekend' : isWeekend
  const mark = known?.kind === 'holiday' ? MARKS.off : known?.kind === 'makeUp' ? MARKS.worked : ''
  const colour =
    mark === MARKS.off
      ? 'var(--yidan-red)'
      : mark === MARKS.worked
        ? 'var(--yidan-yellow)'
        : isOff
          ? 'var(--ant-color-text-secondary)'
          : undefined
  const title = [known?.name, isOff ? t('休息', 'off') : t('上班', 'working')].filter(Boolean).join(' ')
  const content = (
    <>
      {date}
      <span aria-hidden="true" style={{ fontSize: 10 }}>
        {mark}
      </span>
      <span className="sr-only">{title}</span>
    </>
  )
  const style = {
    color: colour,
    textDecoration: known?.local ? 'underline' : undefined,
    fontWeight: mark ? 600 : 400,
  }
  if (!onDay)
    return (
      <span title={title} style={{ ...style, display: 'inline-block', minHeight: 28 }}>
        {content}
      </span>
    )
  return (
    <button
      type="button"
      title={title}
      onClick={() => onDay(day)}
      style={{
        ...style,
        font: 'inherit',
        fontWeight: style.fontWeight,
        border: 0,
        background: 'none',
        width: '100%',
        whiteSpace: 'nowrap',
        padding: 0,
        minHeight: 28,
        cursor: 'pointer',
        color: style.color ?? 'inherit',
      }}
    >
      {content}
    </button>
  )
}
