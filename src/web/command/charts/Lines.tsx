/** Curves over hours or days, the first on top; who points at a moment reads what stood there. */
import { type PointerEvent, useState } from 'react'
import { ticksTo } from './scale.ts'
import { type Size, useSize } from './use-size.ts'

export interface Line {
  name: string
  /** One for each mark; fewer when the day isn't over. */
  values: readonly number[]
  tone: 'first' | 'second' | 'third'
}

interface Props {
  /** Under the axis, left to right. */
  marks: readonly string[]
  lines: readonly Line[]
  height: number | string
  /** Behind each value, e.g. `%`. */
  unit?: string
  /** Where the axis ends; as far as the values reach when left out. */
  most?: number
}

const RIGHT = 12
const TOP = 8

export function Lines({ marks, lines, height, unit = '', most }: Props) {
  const [place, size] = useSize()
  const [at, setAt] = useState<number | null>(null)
  const ticks = ticksTo(most ?? Math.max(0, ...lines.flatMap(l => l.values)))
  const frame = frameOf(size, ticks, marks.length, unit)
  const point = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    const index = Math.round((x - frame.left) / frame.step)
    setAt(index >= 0 && index < marks.length ? index : null)
  }
  return (
    <div className="curves" style={{ height }} aria-hidden="true">
      {lines.length > 1 && (
        <p className="curves-names">
          {lines.map(l => (
            <span key={l.name} className={`line-${l.tone}`}>
              <i /> {l.name}
            </span>
          ))}
        </p>
      )}
      <div ref={place} className="curves-place" onPointerMove={point} onPointerLeave={() => setAt(null)}>
        {size.width > 0 && size.height > 0 && (
          <svg width={size.width} height={size.height} role="presentation" focusable="false">
            <Axes frame={frame} ticks={ticks} marks={marks} unit={unit} />
            {[...lines].reverse().map(l => (
              <Curve key={l.name} line={l} frame={frame} />
            ))}
            {at !== null && <line {...frame.upAt(at)} className="curves-here" />}
          </svg>
        )}
        {at !== null && (
          <p className="curves-said" style={saidAt(frame.x(at), size.width)}>
            <strong>{marks[at]}</strong>
            {lines.map(l => (
              <span key={l.name}>
                {l.name} {l.values[at] === undefined ? '–' : `${l.values[at]}${unit}`}
              </span>
            ))}
          </p>
        )}
      </div>
    </div>
  )
}

/** Beside the pointer, on the side where there is room. */
const saidAt = (x: number, width: number) =>
  x < width / 2 ? { left: x + 10 } : { right: Math.max(0, width - x) + 10 }

type Frame = ReturnType<typeof frameOf>

function frameOf({ width, height }: Size, ticks: readonly number[], count: number, unit: string) {
  const letter = 8
  const top = ticks.at(-1)!
  const left = `${top}${unit}`.length * letter + 8
  const bottom = height - 22
  const step = Math.max(1, width - left - RIGHT) / Math.max(1, count - 1)
  const x = (index: number) => left + index * step
  const y = (value: number) => bottom - (value / top) * Math.max(1, bottom - TOP)
  return {
    ...{ left, right: width - RIGHT, bottom, step, x, y },
    upAt: (index: number) => ({ x1: x(index), x2: x(index), y1: TOP, y2: bottom }),
  }
}

interface AxesProps {
  frame: Frame
  ticks: readonly number[]
  marks: readonly string[]
  unit: string
}

function Axes({ frame, ticks, marks, unit }: AxesProps) {
  const widest = Math.max(...marks.map(m => m.length)) * 8 + 14
  const every = Math.max(1, Math.ceil(widest / frame.step))
  return (
    <g className="curves-axes">
      {ticks.map(value => (
        <g key={value}>
          <line x1={frame.left} x2={frame.right} y1={frame.y(value)} y2={frame.y(value)} />
          <text x={frame.left - 6} y={frame.y(value)} dy="0.35em" textAnchor="end">
            {value}
            {unit}
          </text>
        </g>
      ))}
      {marks.map(
        (mark, i) =>
          i % every === 0 && (
            <text key={mark} x={frame.x(i)} y={frame.bottom + 17} textAnchor="middle">
              {mark}
            </text>
          ),
      )}
    </g>
  )
}

function Curve({ line: { values, tone }, frame }: { line: Line; frame: Frame }) {
  const points = values.map((v, i) => `${frame.x(i).toFixed(1)},${frame.y(v).toFixed(1)}`)
  const [first, last] = [frame.x(0), frame.x(values.length - 1)]
  return (
    <g className={`line-${tone}`}>
      {tone === 'first' && (
        <polygon points={`${first},${frame.bottom} ${points.join(' ')} ${last},${frame.bottom}`} />
      )}
      <polyline points={points.join(' ')} />
      {tone === 'first' && values.length > 0 && <circle cx={last} cy={frame.y(values.at(-1)!)} r="4" />}
    </g>
  )
}
