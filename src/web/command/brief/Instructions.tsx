/** 我的批示: what became of the instructions the reader gave – late, open, reported back –, each with the unit's words. */
import { Link } from 'wouter'
import type { SheetView } from '../../../contract/supervision.ts'
import { RECIPIENT_STAGE_NAMES } from '../../../domain/names.ts'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Until, When } from '../../ui/When.tsx'
import { type Became, becameOf, sorted } from './instructed.ts'

const NAMES: Record<Became, readonly [zh: string, en: string]> = {
  late: ['■ 超时未报', '■ late'],
  open: ['在办', 'open'],
  reported: ['已报回', 'reported back'],
  over: ['已办结', 'closed'],
}
const MOST = 12

export function Instructions() {
  const given = useAsk('listSheets', {
    query: { kind: ['leaderAssign'], state: 'all', mine: true, limit: MOST },
  })
  return (
    <section>
      <h2>{t('我的批示', 'My instructions')}</h2>
      <Ask of={given} rows={2}>
        {({ sheets, next }) =>
          sheets.length === 0 ? (
            <p className="nothing">
              {t('还没有批示过。在下面的事项上点“批示”。', 'None yet: tap “Instruct” on a matter below.')}
            </p>
          ) : (
            <>
              <p>{summary(sheets, next !== null)}</p>
              <ul className="lines">
                {sorted(sheets).map(s => (
                  <Given key={`${s.number}/${s.no}`} sheet={s} />
                ))}
              </ul>
            </>
          )
        }
      </Ask>
    </section>
  )
}

function summary(sheets: readonly SheetView[], isMore: boolean): string {
  const n = (became: Became) => sheets.filter(s => becameOf(s) === became).length
  const all = t(
    isMore ? `最近 ${sheets.length} 件批示` : `${sheets.length} 件批示`,
    isMore ? `The latest ${sheets.length}` : `${sheets.length} in all`,
  )
  return t(
    `${all}：超时未报 ${n('late')} 件，在办 ${n('open')} 件，已报回 ${n('reported')} 件，已办结 ${n('over')} 件。`,
    `${all}: ${n('late')} late, ${n('open')} open, ${n('reported')} reported back, ${n('over')} closed.`,
  )
}

function Given({ sheet }: { sheet: SheetView }) {
  const became = becameOf(sheet)
  const owing = sheet.recipients.filter(r => r.role !== 'copy')
  return (
    <li>
      <span className="line-what">
        <span className={`became is-${became}`}>{t(...NAMES[became])}</span>{' '}
        <Link to={`/appeals/${sheet.number}`}>
          {sheet.title ?? t('（内容不公开）', '(content withheld)')}
        </Link>
        {sheet.instruction && <q className="instruct-words">{sheet.instruction.words}</q>}
        <small>
          {sheet.sheetNumber} · <When at={sheet.issuedAt} />
        </small>
        {owing.map(r => (
          <small key={r.no}>
            {r.unit.name} {nameOf(RECIPIENT_STAGE_NAMES, r.stage)}{' '}
            {r.endedAt === null && r.answeredAt === null && r.dueAt && <Until at={r.dueAt} />}
            {r.answer && <span className="instruct-answer">{r.answer}</span>}
          </small>
        ))}
      </span>
    </li>
  )
}
