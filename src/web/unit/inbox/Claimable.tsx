/** 可认领: matters nobody has been given yet that the unit may take on. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { MATTER_NAMES, URGENCY_NAMES } from '../../../domain/names.ts'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { useNames, useRegions, useUnits } from '../../parts/directory.ts'
import { nameOf, t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'
import { When } from '../../ui/When.tsx'

type Free = Answer<'listClaimable'>['appeals'][number]
const FEW = 5

export function Claimable() {
  const free = useAsk('listClaimable', { query: { limit: 50 } }, { every: 60_000 })
  const [isWhole, setWhole] = useState(false)
  const appeals = free.data?.appeals ?? []
  if (appeals.length === 0) return null
  return (
    <details className="inbox-group">
      <summary>
        <h2>
          {t('可认领', 'Free to claim')} <span>{appeals.length}</span>
        </h2>
      </summary>
      <ul>
        {appeals.slice(0, isWhole ? appeals.length : FEW).map(a => (
          <FreeRow key={a.number} free={a} />
        ))}
      </ul>
      {!isWhole && appeals.length > FEW && (
        <Button type="link" onClick={() => setWhole(true)}>
          {t(`全部 ${appeals.length} 件`, `All ${appeals.length}`)}
        </Button>
      )}
    </details>
  )
}

function FreeRow({ free }: { free: Free }) {
  const { message, modal } = App.useApp()
  const regionName = useNames(useRegions())
  const unitName = useNames(useUnits())
  const claim = useAct('claimAppeal', () => message.success(t('已认领', 'Claimed')))
  const ask = () => {
    const unitId = free.unitIds[0]!
    modal.confirm({
      title: t(`由${unitName(unitId)}认领？`, `Claim it for ${unitName(unitId)}?`),
      content: t(
        '认领后由本单位负责办理，时限从现在开始。',
        'The unit is then in charge, and its limits start now.',
      ),
      okText: t('认领', 'Claim'),
      onOk: () =>
        claim
          .mutateAsync({ input: { params: { number: free.number }, body: { unitId } } })
          .catch(error => message.warning(sentenceOf(error as Error))),
    })
  }
  return (
    <li className="duty">
      <Link to={`/appeals/${free.number}`} className="duty-link">
        <strong className="duty-title">{free.title ?? free.number}</strong>
        <span className="duty-where">
          <span>{nameOf(MATTER_NAMES, free.kind)}</span>
          {free.regionId && <span>{regionName(free.regionId)}</span>}
          {free.urgency !== 'general' && <span>{nameOf(URGENCY_NAMES, free.urgency)}</span>}
          <When at={free.receivedAt} />
        </span>
      </Link>
      <Button
        className="duty-button"
        loading={claim.isPending}
        aria-label={t(`认领：${free.title ?? free.number}`, `Claim: ${free.title ?? free.number}`)}
        onClick={ask}
      >
        {t('认领', 'Claim')}
      </Button>
    </li>
  )
}
