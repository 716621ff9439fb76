/** How a matter went to and fro: each unit, how long it lay there, whether it came back. */
import { useAsk } from '../../asking.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { t } from '../../text.ts'
import { spanOf } from '../../ui/moment.ts'
import { When } from '../../ui/When.tsx'

export function Bounces({ number, max }: { number: string; max: number | undefined }) {
  const unit = useNames(useUnits())
  const bounces = useAsk('showBounces', { params: { number } }).data
  if (!bounces) return null
  return (
    <p className="small">
      {t(
        `退单 ${bounces.returns}${max === undefined ? '' : `/${max}`} 次，异议 ${bounces.objections} 次`,
        `returned ${bounces.returns}${max === undefined ? '' : ` of ${max}`} times, ${bounces.objections} objections`,
      )}
      {bounces.bouncedSeconds > 0 &&
        t(
          `，往返用时 ${spanOf(bounces.bouncedSeconds * 1000)}`,
          `, ${spanOf(bounces.bouncedSeconds * 1000)} to and fro`,
        )}
      {bounces.stays.map(s => (
        <span key={`${s.unitId}${s.from}`}>
          {' → '}
          {unit(s.unitId)}（<When at={s.from} />
          {s.returned && t('，已退', ', gave it back')}）
        </span>
      ))}
    </p>
  )
}
