/** One limit drawn from its start to long after it: green, yellow, red, and the rungs by their numbers. */
import { CLOCK_NAMES } from '../../../../domain/names.ts'
import { MODE_NAMES, STEP_NAMES, TRIGGER_NAMES } from '../../../../domain/supervision/step-names.ts'
import type { Rules } from '../../../parts/directory.ts'
import { useLightName } from '../../../parts/light-names.ts'
import { limitWords } from '../../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../../text.ts'
import { type Clock, coloursOf, DUE_AT, marksOf, type Rung } from './strip.ts'

interface Props {
  clock: Clock
  limit: string
  lights: Rules['lights']
  ladder: readonly Rung[]
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`

export function Strip({ clock, limit, lights, ladder }: Props) {
  const lightName = useLightName()
  const colours = coloursOf(limit, lights)
  if (!colours) return null
  const marks = marksOf(ladder, clock, colours)
  const [green, yellow] = [colours.green * DUE_AT, colours.yellow * DUE_AT]
  const said = marks
    .map(
      ({ no, rung }) =>
        `${no} ${nameOf(TRIGGER_NAMES, rung.at)}${rung.after ? ` ${limitWords(rung.after)}` : ''} ${nameOf(STEP_NAMES, rung.step)} ${nameOf(MODE_NAMES, rung.mode)}`,
    )
    .join(t('；', '; '))
  const name = nameOf(CLOCK_NAMES, clock)
  const placed = stacked(marks)
  const rows = 1 - Math.min(0, ...placed.map(m => m.row))
  return (
    <div className="strip">
      <div className="strip-name">
        {name} <small>{limitWords(limit)}</small>
      </div>
      <div
        className="strip-line"
        style={{ marginTop: rows * 22 + 4 }}
        role="img"
        aria-label={t(
          `${name}，${limitWords(limit)}：过 ${percent(colours.green)} 亮${lightName('green')}，过 ${percent(colours.yellow)} 亮${lightName('yellow')}，到期亮${lightName('red')}。${said}`,
          `${name}, ${limitWords(limit)}: ${lightName('green')} after ${percent(colours.green)}, ${lightName('yellow')} after ${percent(colours.yellow)}, ${lightName('red')} when due. ${said}`,
        )}
      >
        <span className="strip-none" style={{ width: percent(green) }} />
        <span className="strip-green" style={{ width: percent(yellow - green) }}>
          {lightName('green')}
        </span>
        <span className="strip-yellow" style={{ width: percent(DUE_AT - yellow) }}>
          {lightName('yellow')}
        </span>
        <span className="strip-red" style={{ width: percent(1 - DUE_AT) }}>
          {lightName('red')}
        </span>
        {placed.map(({ no, at, rung, row }) => (
          <b
            key={no}
            className={rung.mode === 'proposed' ? 'strip-mark is-proposed' : 'strip-mark'}
            style={{ insetInlineStart: percent(at), top: `${row * 22 - 26}px` }}
          >
            {no}
          </b>
        ))}
      </div>
    </div>
  )
}

/** Marks that would lie upon each other stand one above the other. */
function stacked<M extends { at: number }>(marks: readonly M[]): (M & { row: number })[] {
  const taken = new Map<string, number>()
  return marks.map(m => {
    const key = m.at.toFixed(2)
    const row = taken.get(key) ?? 0
    taken.set(key, row - 1)
    return { ...m, row }
  })
}
