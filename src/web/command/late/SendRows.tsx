/** Each matter of a bulk: to whom its sheet goes under which number, or why it can't; then what came of it. */
import { Link } from 'wouter'
import { addressOf } from '../../api.ts'
import { t } from '../../text.ts'
import type { Duty } from './duties.ts'
import type { Fate } from './measures.ts'

interface Props {
  duties: readonly Duty[]
  before: readonly Fate[]
  after: readonly Fate[] | null
  verb: string
}

export function SendRows({ duties, before, after, verb }: Props) {
  const matters = [...new Map(duties.map(d => [d.number, d])).values()]
  const [would, did] = [before, after ?? []].map(all => new Map(all.map(f => [f.number, f])))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="send-rows" tabIndex={0} aria-label={t('逐件', 'Each matter')}>
      <ul>
        {matters.map(d => (
          <li key={d.number}>
            <span className="send-what">
              <Link to={`/appeals/${d.number}`} target="_blank">
                {d.title ?? t('（内容不公开）', '(content withheld)')}
              </Link>
              <small className="number">{d.number}</small>
            </span>
            <span>{unitsOf(did!.get(d.number) ?? would!.get(d.number), d)}</span>
            <Outcome did={did!.get(d.number)} would={would!.get(d.number)} verb={verb} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const unitsOf = (fate: Fate | undefined, duty: Duty): string =>
  fate && fate.units.length > 0 ? fate.units.map(u => u.unit.name).join(t('、', ', ')) : duty.unit.name

interface OutcomeProps {
  did: Fate | undefined
  would: Fate | undefined
  verb: string
}

function Outcome({ did, would, verb }: OutcomeProps) {
  if (did?.whyNot)
    return <span className="is-unable">{t(`没有成：${did.whyNot}`, `not done: ${did.whyNot}`)}</span>
  if (did)
    return (
      <span className="is-able">
        {t('已完成', 'done')} {did.sheetNumber}{' '}
        {did.documentId !== null && (
          <a
            href={addressOf('openDocumentPdf', { params: { id: did.documentId } })}
            target="_blank"
            rel="noreferrer"
            aria-label={t(`看原单 ${did.sheetNumber}`, `See the paper ${did.sheetNumber}`)}
          >
            {t('看原单', 'See the paper')}
          </a>
        )}
      </span>
    )
  if (!would) return <span>…</span>
  if (would.whyNot)
    return <span className="is-unable">{t(`不能：${would.whyNot}`, `no: ${would.whyNot}`)}</span>
  return (
    <span className="is-able">
      {would.sheetNumber ? t(`将得 ${would.sheetNumber}`, `would be ${would.sheetNumber}`) : verb}
    </span>
  )
}
