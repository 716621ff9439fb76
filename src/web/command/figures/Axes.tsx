/** 快与准 (LL-02): every unit by how often it replies on time and how often that solves it; each by name in the table. */
import { t } from '../../text.ts'
import { Chart } from '../charts/Chart.tsx'
import { shortUnit } from '../charts/units.ts'
import { percent } from '../overview.ts'
import { type FigureRow, rateOf } from './rows.ts'

const SIZE = 320
const PAD = 34

export function Axes({ rows }: { rows: readonly FigureRow[] }) {
  const units = rows
    .map(r => ({ row: r, quick: rateOf(r, 'replyOnTime'), precise: rateOf(r, 'resolveRate') }))
    .filter(u => u.quick?.value != null && u.precise?.value != null)
    .map(u => ({ ...u, x: u.quick!.value!, y: u.precise!.value!, n: u.row.figures['duty.in'] ?? 0 }))
    .toSorted((a, b) => b.n - a.n)
  if (units.length === 0) return null
  const most = Math.max(1, ...units.map(u => u.n))
  // Where all are good, the differences are what is looked for.
  const least = Math.floor(10 * Math.min(...units.flatMap(u => [u.x, u.y]))) / 10
  const from = Math.min(least, 0.9)
  const at = (value: number): number => PAD + ((value - from) / (1 - from)) * (SIZE - 2 * PAD)
  const half = (1 + from) / 2
  return (
    <section aria-label={t('快与准', 'Speed and precision')}>
      <Chart
        title={t('快与准：答复及时、解决到位', 'Speed of reply, precision of the solution')}
        quiet
        table={{
          head: [
            t('单位', 'Unit'),
            t('按时答复率', 'Replied on time'),
            t('解决率', 'Solved'),
            t('派来', 'Duties'),
          ],
          rows: units.map(u => [u.row.name, percent(u.x), percent(u.y), u.n]),
        }}
      >
        <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="axes" aria-hidden="true" focusable="false">
          <rect x={PAD} y={PAD} width={SIZE - 2 * PAD} height={SIZE - 2 * PAD} className="axes-field" />
          <line x1={at(half)} x2={at(half)} y1={PAD} y2={SIZE - PAD} className="axes-half" />
          <line y1={at(half)} y2={at(half)} x1={PAD} x2={SIZE - PAD} className="axes-half" />
          <text x={SIZE - PAD} y={PAD - 8} textAnchor="end">
            {t('又快又准', 'quick and precise')}
          </text>
          <text x={PAD} y={SIZE - PAD + 24}>
            {t(`按时答复率 ${percent(from)} → 100%`, `replied on time ${percent(from)} → 100%`)}
          </text>
          <text x={PAD - 12} y={SIZE - PAD} transform={`rotate(-90 ${PAD - 12} ${SIZE - PAD})`}>
            {t(`解决率 ${percent(from)} → 100%`, `solved ${percent(from)} → 100%`)}
          </text>
          {units.map(u => (
            <circle
              key={u.row.key}
              cx={at(u.x)}
              cy={SIZE - at(u.y)}
              r={4 + 10 * Math.sqrt(u.n / most)}
              className="axes-unit"
            />
          ))}
          {units.slice(0, 4).map(u => (
            <text
              key={u.row.key}
              x={Math.min(at(u.x), SIZE - 60)}
              y={SIZE - at(u.y) - 8}
              className="axes-name"
            >
              {shortUnit(u.row.name)}
            </text>
          ))}
        </svg>
      </Chart>
    </section>
  )
}
