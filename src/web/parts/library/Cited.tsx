/** A text whose references – 依据《…》第×条 – open the section; what is repealed is shown as such. */
import { Link } from 'wouter'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import './library.css'
import { CITATION_STATE_NAMES, pathOf } from './words.ts'

const WHILE = 10 * 60_000
const LONGEST = 4000

export function Cited({ children: text }: { children: string }) {
  const asked = text.slice(0, LONGEST)
  const cites = asked.includes('《')
  const { data } = useAsk('findCited', { query: { text: asked } }, { enabled: cites, fresh: WHILE })
  const known = data?.citations.filter(c => c.regulationId !== null) ?? []
  if (known.length === 0) return text
  let at = 0
  return (
    <>
      {known.map(({ start, end, section, state, regulationId }) => {
        const before = text.slice(at, start)
        at = end
        return (
          <span key={start}>
            {before}
            <Link to={pathOf(regulationId!, section)}>{text.slice(start, end)}</Link>
            {state !== 'good' && (
              <span className="cited-wrong">
                {t('（', ' (')}
                {nameOf(CITATION_STATE_NAMES, state)}
                {t('）', ')')}
              </span>
            )}
          </span>
        )
      })}
      {text.slice(at)}
    </>
  )
}
