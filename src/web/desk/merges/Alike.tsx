/** Earlier tickets that may be the same matter, with what speaks for it. */

import { useQuery } from '@tanstack/react-query'
import type { Ticket } from '../../../contract/record.ts'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { type Answer, call } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { When } from '../../ui/When.tsx'

export type Candidate = Answer<'findCandidates'>['candidates'][number]

export const REASON_NAMES: Record<Candidate['reasons'][number], readonly [string, string]> = {
  person: ['同一人', 'same person'],
  place: ['同一地点', 'same place'],
  words: ['内容相似', 'alike in words'],
  category: ['同一分类', 'same category'],
  time: ['一天之内', 'within a day'],
}

export function Why({ of }: { of: Candidate }) {
  return (
    <span className="small">
      {nameOf(STAGE_NAMES, of.stage)} · <When at={of.receivedAt} /> ·{' '}
      {of.reasons.map(r => nameOf(REASON_NAMES, r)).join('、')}
      {of.likeness > 0 && ` ${Math.round(of.likeness * 100)}%`}
    </span>
  )
}

interface Props {
  ticket: Ticket
  chosen: string | undefined
  onChoose: (number: string) => void
}

export function Alike({ ticket, chosen, onChoose }: Props) {
  const { number, title, content, category, region, lng, lat, gridId } = ticket
  const found = useQuery({
    queryKey: ['findCandidates', number],
    queryFn: ({ signal }) =>
      call(
        'findCandidates',
        {
          body: {
            ...(title && { title }),
            ...(content && { content }),
            ...(category && { categoryId: category.id }),
            place: {
              ...(region && { regionId: region.id }),
              ...(gridId && { gridId }),
              ...(lng !== null && lat !== null && { lng, lat }),
            },
          },
        },
        { signal },
      ),
  })
  return (
    <Ask
      of={found}
      isEmpty={f => others(f, number).length === 0}
      empty={t('没有找到相似的，可输入单号对比。', 'Nothing alike was found; a number can be typed.')}
    >
      {f => (
        <ul className="found">
          {others(f, number).map(c => (
            <li key={c.number}>
              <label style={{ display: 'flex', gap: 8 }}>
                <input
                  type="radio"
                  name="into"
                  checked={chosen === (c.mergedInto ?? c.number)}
                  onChange={() => onChoose(c.mergedInto ?? c.number)}
                />
                <span>
                  {c.title} <span className="small number">{c.number}</span>
                  <br />
                  <Why of={c} />
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </Ask>
  )
}

const others = (found: Answer<'findCandidates'>, number: string): Candidate[] =>
  found.candidates.filter(c => c.number !== number && c.mergedInto !== number)
