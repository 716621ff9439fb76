/** Why a unit is suggested, in words a dispatcher can check. */
import type { Answer } from '../../api.ts'
import { useCategories, useNames } from '../../parts/directory.ts'
import { Cited } from '../../parts/library/Cited.tsx'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { t } from '../../text.ts'

export type Suggested = Answer<'suggestForDraft'>['units'][number]
type Reason = Suggested['reasons'][number]

export function Reasons({ of }: { of: readonly Reason[] }) {
  return (
    <span className="small">
      {of.map((reason, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the server's
        <span key={i}>
          {i > 0 && '；'}
          <Because reason={reason} />
        </span>
      ))}
    </span>
  )
}

function Because({ reason }: { reason: Reason }) {
  const category = useNames(useCategories())
  const { kind, cases = 0, numbers = [] } = reason
  if (kind === 'catalogue')
    return (
      <>
        {t('责任清单', 'catalogue')}「{category(reason.categoryId)}」<Cited>{reason.legalBasis ?? ''}</Cited>
      </>
    )
  if (kind === 'place') return <>{t('属地', 'its territory')}</>
  if (kind === 'returned')
    return <span style={{ color: 'var(--yidan-red)' }}>{t('已退过这一单', 'gave it back before')}</span>
  return (
    <>
      {kind === 'ruling'
        ? t(`${cases} 件裁定归它`, `${cases} rulings`)
        : t(`办过 ${cases} 件相似的`, `handled ${cases} alike`)}
      {numbers.length > 0 && ' '}
      {numbers.map((n, i) => (
        <span key={n}>
          {i > 0 && ' '}
          <TicketLink number={n}>{`…${n.slice(-6)}`}</TicketLink>
        </span>
      ))}
    </>
  )
}
