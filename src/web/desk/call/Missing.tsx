/** The five elements that are still to be asked for: a hint, never a hindrance; a click leads to the field. */
import type { Element } from '../../../domain/intake/missing.ts'
import { t } from '../../text.ts'
import { type CallDraft, missingOf } from './draft.ts'

const ASK: Record<Element, readonly [zh: string, en: string, field: string]> = {
  appellant: ['怎么称呼', 'who', 'caller-name'],
  happenedAt: ['什么时候', 'when', 'happenedAt'],
  place: ['在哪里', 'where', 'address'],
  purpose: ['希望怎样', 'what is wanted', 'purpose'],
  category: ['分类', 'category', 'category'],
}

export function Missing({ draft }: { draft: CallDraft }) {
  const missing = missingOf(draft)
  if (draft.content.trim() === '' || missing.length === 0) return null
  return (
    <>
      <span className="small">{t('还可以问：', 'Still to ask:')}</span>
      {missing.map(e => (
        <button
          key={e}
          type="button"
          className="chip"
          tabIndex={-1}
          onClick={() => document.getElementById(ASK[e][2])?.focus()}
        >
          {t(ASK[e][0], ASK[e][1])}
        </button>
      ))}
    </>
  )
}
