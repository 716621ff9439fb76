/** 督考结合: sheets by kind, late answers, upheld objections and the five kinds of supervision, by unit; sheets open their list. */
import { lazy, Suspense, useState } from 'react'
import { SHEET_NAMES, SUPERVISION_NAMES } from '../../../domain/names.ts'
import { SHEET_KINDS, type SheetKind, SUPERVISIONS } from '../../../domain/vocabulary.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Scrolls } from '../../ui/Scrolls.tsx'
import type { Period } from './period.ts'
import type { FigureRow } from './rows.ts'

const SheetsBehind = lazy(() => import('./SheetsBehind.tsx').then(m => ({ default: m.SheetsBehind })))

export interface Behind {
  unit: { id: number; name: string }
  /** Of one kind, or those answered late. */
  kind: SheetKind | 'late'
}

/** Shorter than on paper: a column each. */
const COLUMNS: readonly (readonly [SheetKind, string, string])[] = SHEET_KINDS.map(kind => [
  kind,
  SHEET_NAMES[kind][0].replace(/单$/, ''),
  SHEET_NAMES[kind][1],
])

export function Supervised({ rows, period }: { rows: readonly FigureRow[]; period: Period }) {
  const { may } = useSession()
  const [behind, setBehind] = useState<Behind | null>(null)
  const count = (row: FigureRow, measure: string): number => row.figures[measure] ?? 0
  const sheets = (row: FigureRow) => SHEET_KINDS.reduce((sum, k) => sum + count(row, `sheet.${k}`), 0)
  const ordered = (row: FigureRow) => SUPERVISIONS.reduce((sum, k) => sum + count(row, `supervision.${k}`), 0)
  const shown = rows.filter(r => sheets(r) + ordered(r) > 0).toSorted((a, b) => sheets(b) - sheets(a))
  const opens = (row: FigureRow, kind: Behind['kind'], n: number) =>
    n > 0 && may('appeal.read', 'sheet.issue') ? (
      <button
        type="button"
        className="sort"
        aria-label={t(`${row.name}：${n} 张，看清单`, `${row.name}: ${n}, the list`)}
        onClick={() => setBehind({ unit: { id: Number(row.key), name: row.name }, kind })}
      >
        {n}
      </button>
    ) : (
      n
    )
  return (
    <section aria-label={t('督考结合', 'Supervision')}>
      <h2>{t('督考结合：督办单与督办', 'Supervision: sheets and orders')}</h2>
      {shown.length === 0 ? (
        <p role="status">{t('这段时间没有督办单。', 'There were no sheets in this period.')}</p>
      ) : (
        <Scrolls name={t('各单位督办', 'By unit')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('单位', 'Unit')}</th>
                {COLUMNS.map(([key, zh, en]) => (
                  <th key={key} scope="col" className="n">
                    {t(zh, en)}
                  </th>
                ))}
                <th scope="col" className="n">
                  {t('逾期反馈', 'Answered late')}
                </th>
                <th scope="col" className="n">
                  {t('异议成立', 'Objections upheld')}
                </th>
                {SUPERVISIONS.map(kind => (
                  <th key={kind} scope="col" className="n">
                    {nameOf(SUPERVISION_NAMES, kind)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(row => (
                <tr key={row.key}>
                  <th scope="row">{row.name}</th>
                  {COLUMNS.map(([kind]) => (
                    <td key={kind} className="n">
                      {opens(row, kind, count(row, `sheet.${kind}`))}
                    </td>
                  ))}
                  <td className="n">{opens(row, 'late', count(row, 'dueMet.sheetAnswer.late'))}</td>
                  <td className="n">{count(row, 'sheet.upheld')}</td>
                  {SUPERVISIONS.map(kind => (
                    <td key={kind} className="n">
                      {count(row, `supervision.${kind}`)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
      {behind && (
        <Suspense>
          <SheetsBehind behind={behind} period={period} onClose={() => setBehind(null)} />
        </Suspense>
      )}
    </section>
  )
}
