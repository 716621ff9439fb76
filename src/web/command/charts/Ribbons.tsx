/** The flow from channel to unit as ribbons; each opens its list. */
import { useLocation } from 'wouter'
import { t } from '../../text.ts'
import { ledgerOf } from '../ledger/filter.ts'
import { told } from '../Num.tsx'
import { OTHERS, type Placed, placedIn, type Ribbon } from './flow.ts'
import { useSize } from './use-size.ts'

interface Props {
  ribbons: readonly Ribbon[]
  /** Of its text, in pixels. */
  size: number
  height: number | string
}

const NODE = 10

const shown = (name: string): string => (name === OTHERS ? t('其他', 'Others') : name)

export function Ribbons({ ribbons, size, height }: Props) {
  const [place, { width, height: tall }] = useSize()
  const placed = placedIn(ribbons, tall, size * 1.4)
  const [left, right] = [roomFor(placed.left, size, width), roomFor(placed.right, size, width)]
  return (
    <div ref={place} className="ribbons" style={{ height, fontSize: size }} aria-hidden="true">
      {width > 0 && tall > 0 && (
        <svg width={width} height={tall} role="presentation" focusable="false">
          {placed.ribbons.map(r => (
            <Band key={`${r.from}→${r.to}`} ribbon={r} x0={left + NODE} x1={width - right - NODE} />
          ))}
          <Names nodes={placed.left} x={left} anchor="end" />
          <Names nodes={placed.right} x={width - right - NODE} anchor="start" />
        </svg>
      )}
    </div>
  )
}

/** So that the longest name has room, but never more than a third. */
const roomFor = (nodes: Placed['left'], size: number, width: number): number =>
  Math.min(width / 3, Math.max(...nodes.map(n => widthOf(shown(n.name))), 0) * size + 8)

/** In letters of Chinese; others are half as wide. */
const widthOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter > '⺀' ? 1 : 0.58), 0)

function Names({ nodes, x, anchor }: { nodes: Placed['left']; x: number; anchor: 'start' | 'end' }) {
  return (
    <g className={`ribbons-${anchor}`}>
      {nodes.map(n => (
        <g key={n.name}>
          <rect x={x} y={n.y} width={NODE} height={Math.max(1, n.height)} rx="2" />
          <text
            x={anchor === 'end' ? x - 6 : x + NODE + 6}
            y={n.y + n.height / 2}
            dy="0.35em"
            textAnchor={anchor}
          >
            {shown(n.name)}
          </text>
        </g>
      ))}
    </g>
  )
}

function Band({ ribbon, x0, x1 }: { ribbon: Placed['ribbons'][number]; x0: number; x1: number }) {
  const [, go] = useLocation()
  const { filter, y0, y1, height } = ribbon
  const middle = (x0 + x1) / 2
  const tall = Math.max(1, height)
  return (
    // The table beside the drawing has the same links for the keyboard.
    <path
      className={filter ? 'is-open' : undefined}
      d={`M${x0},${y0} C${middle},${y0} ${middle},${y1} ${x1},${y1} v${tall} C${middle},${y1 + tall} ${middle},${y0 + tall} ${x0},${y0 + tall} Z`}
      {...(filter && { onClick: () => go(ledgerOf(filter)) })}
    >
      <title>{`${shown(ribbon.from)} → ${shown(ribbon.to)}${t('：', ': ')}${told(ribbon)}`}</title>
    </path>
  )
}
