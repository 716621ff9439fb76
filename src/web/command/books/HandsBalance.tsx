/** The second balance: in whose hands the open ones were, what came and went, and in whose hands they are. */
import type { Answer } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Scrolls } from '../../ui/Scrolls.tsx'
import { Scale } from './Scale.tsx'

type Row = Answer<'readReconciliation'>['hands'][number]
type Name = readonly [zh: string, en: string]

const MOVES: Record<string, Name> = {
  received: ['受理', 'received'],
  reopened: ['重开', 'reopened'],
  dispatched: ['派来', 'dispatched'],
  passedDown: ['上级转来', 'passed down'],
  struckOff: ['销号', 'struck off'],
  answeredOnSpot: ['当场答复', 'answered on the spot'],
  refused: ['不予受理', 'refused'],
  merged: ['并单', 'merged'],
  withdrawn: ['撤回', 'withdrawn'],
  passedOn: ['转出', 'passed on'],
  accepted: ['审核通过', 'accepted'],
  returned: ['退单', 'returned'],
  cancelled: ['撤销', 'cancelled'],
}

const total = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0)

/** Every way in or out, with how many took it. */
function together(rows: readonly Row[], side: 'in' | 'out'): { name: string; n: number }[] {
  const sums = new Map<string, number>()
  for (const row of rows)
    for (const [move, n] of Object.entries(row[side])) sums.set(move, (sums.get(move) ?? 0) + n)
  return [...sums].sort((a, b) => b[1] - a[1]).map(([move, n]) => ({ name: nameOf(MOVES, move), n }))
}

export function HandsBalance({ rows }: { rows: readonly Row[] }) {
  return (
    <section>
      <h2 className="card-h2">
        {t('二、上期在办＋进＝本期在办＋出', '2 · Open before + in = open after + out')}
      </h2>
      {(['centre', 'unit'] as const).map(hands => (
        <Hands key={hands} hands={hands} rows={rows.filter(r => r.hands === hands)} />
      ))}
    </section>
  )
}

function Hands({ hands, rows }: { hands: 'centre' | 'unit'; rows: readonly Row[] }) {
  if (rows.length === 0) return null
  const before = rows.reduce((n, r) => n + r.before, 0)
  const after = rows.reduce((n, r) => n + r.after, 0)
  const title =
    hands === 'centre'
      ? t('单（由受理者负责到销号）', 'Tickets, by who took them in')
      : t('承办任务', 'Duties, by unit')
  return (
    <>
      <h3 className="hands-h3">{title}</h3>
      <Scale
        left={[{ name: t('上期在办', 'before'), n: before }, ...together(rows, 'in')]}
        right={[{ name: t('本期在办', 'after'), n: after }, ...together(rows, 'out')]}
      />
      <details>
        <summary>{t(`逐个单位（${rows.length}）`, `Unit by unit (${rows.length})`)}</summary>
        <Scrolls name={title}>
          <table className="plain-table">
            <thead>
              <tr>
                {[
                  t('单位', 'Unit'),
                  t('上期在办', 'Before'),
                  t('进', 'In'),
                  t('出', 'Out'),
                  t('本期在办', 'After'),
                  '',
                ].map((h, i) => (
                  <th key={h} scope="col" className={i > 0 ? 'n' : ''}>
                    {h || <span className="sr-only">{t('平否', 'Balanced')}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(r => {
                const isEven = r.before + total(r.in) === r.after + total(r.out)
                return (
                  <tr key={r.unitId}>
                    <th scope="row">{r.name}</th>
                    <td className="n">{r.before}</td>
                    <td className="n">{total(r.in)}</td>
                    <td className="n">{total(r.out)}</td>
                    <td className="n">{r.after}</td>
                    <td className={isEven ? 'n is-able' : 'n is-unable'}>
                      {isEven ? t('平', 'even') : t('不平', 'uneven')}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </Scrolls>
      </details>
    </>
  )
}
