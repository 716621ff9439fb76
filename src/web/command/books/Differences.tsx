/** What doesn't add up, by number; each opens its ticket. */
import { Link } from 'wouter'
import type { Answer } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Scrolls } from '../../ui/Scrolls.tsx'

type Row = Answer<'readReconciliation'>['differences'][number]

const KINDS: Record<string, readonly [zh: string, en: string]> = {
  contactPending: ['来访没有了结', 'a contact without an outcome'],
  contactWithoutAppeal: ['来访成单，却找不到单', 'a contact whose ticket is missing'],
  appealWithoutContact: ['有单，却没有来访', 'a ticket nobody brought'],
  movesContradict: ['历史里的进出自相矛盾', 'moves that contradict each other'],
  stateSaysOpen: ['历史说已了结，现状说在办', 'open, though its history ended'],
  stateSaysEnded: ['历史说在办，现状说已了结', 'over, though its history goes on'],
  duty: ['承办任务与历史不符', 'a duty that its history does not have'],
  openWithoutMoves: ['在办，历史里却不在任何人手上', 'open, but in nobody’s hands by its history'],
  movesWithoutOpen: ['历史里在某人手上，现状却没有', 'in somebody’s hands by its history only'],
  missingHere: ['对方有，我方没有', 'theirs only'],
  missingThere: ['我方有，对方没有', 'ours only'],
  statusDiffers: ['双方状态不一致', 'a different status'],
}

const isNumber = (which: string): boolean => /^\d{18,34}$/.test(which)

export function Differences({ rows }: { rows: readonly Row[] }) {
  return (
    <section>
      <h2 className="card-h2">{t('差异', 'Differences')}</h2>
      <Scrolls name={t('差异', 'Differences')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('单号或来访', 'Ticket or contact')}</th>
              <th scope="col">{t('什么对不上', 'What differs')}</th>
              <th scope="col">{t('细节', 'Details')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one number may differ in several ways
              <tr key={`${r.which}-${i}`}>
                <th scope="row" className="number">
                  {isNumber(r.which) ? (
                    <Link to={`/appeals/${r.which}`}>{r.which}</Link>
                  ) : (
                    t(`来访 ${r.which}`, `contact ${r.which}`)
                  )}
                </th>
                <td>{nameOf(KINDS, r.kind)}</td>
                <td>
                  {Object.entries(r.facts ?? {})
                    .map(([key, value]) => `${key}: ${String(value)}`)
                    .join('；')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  )
}
