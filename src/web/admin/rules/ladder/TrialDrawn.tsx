/** A ladder's trial drawn: for each step two bars, the present ladder's and the draft's; and the same by unit. */
import { STEP_NAMES } from '../../../../domain/supervision/step-names.ts'
import { nameOf, t } from '../../../text.ts'
import { Scrolls } from '../../../ui/Scrolls.tsx'
import type { Step, StepCount, UnitCount } from './compare.ts'

const FIRST = 60

export function StepBars({ steps, version }: { steps: readonly StepCount[]; version: number }) {
  const most = Math.max(1, ...steps.flatMap(s => [s.before, s.after]))
  const part = (n: number): string => `${(100 * n) / most}%`
  return (
    <table className="trial-steps">
      <caption className="sr-only">{t('每一步会有多少次', 'How many of each step')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('步骤', 'Step')}</th>
          <th scope="col">
            <span className="trial-key is-before" aria-hidden="true" />{' '}
            {t(`第 ${version} 版`, `Version ${version}`)}{' '}
            <span className="trial-key is-after" aria-hidden="true" /> {t('新阶梯', 'Draft')}
          </th>
          <th scope="col">{t(`第 ${version} 版`, `Version ${version}`)}</th>
          <th scope="col">{t('新阶梯', 'Draft')}</th>
          <th scope="col">{t('其中拟发', 'Proposed')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(s => (
          <tr key={s.step}>
            <th scope="row">{nameOf(STEP_NAMES, s.step)}</th>
            <td className="trial-bars" aria-hidden="true">
              <span className="is-before" style={{ width: part(s.before), minWidth: s.before && 1 }} />
              <span className="is-after" style={{ width: part(s.after), minWidth: s.after && 1 }} />
            </td>
            <td>{s.before}</td>
            <td>
              <strong>{s.after}</strong>
            </td>
            <td>{s.proposed || ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface UnitProps {
  rows: readonly UnitCount[]
  steps: readonly Step[]
}

/** Both numbers in a cell; where they differ, the new one stands out. */
export function UnitTable({ rows, steps }: UnitProps) {
  return (
    <>
      <h2>{t('各单位：原来 → 新阶梯', 'By unit: before → draft')}</h2>
      <Scrolls name={t('各单位的步骤', 'Steps by unit')}>
        <table className="trial-units">
          <thead>
            <tr>
              <th scope="col">{t('单位', 'Unit')}</th>
              {steps.map(step => (
                <th key={step} scope="col">
                  {nameOf(STEP_NAMES, step)}
                </th>
              ))}
              <th scope="col">{t('合计', 'Total')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, FIRST).map(row => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                {steps.map(step => (
                  <td key={step}>
                    <Change of={row.steps[step] ?? { before: 0, after: 0 }} />
                  </td>
                ))}
                <td>
                  <Change of={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {rows.length > FIRST && (
        <p>{t(`另有 ${rows.length - FIRST} 个单位`, `${rows.length - FIRST} units more`)}</p>
      )}
    </>
  )
}

function Change({ of: { before, after } }: { of: { before: number; after: number } }) {
  if (before === after) return after === 0 ? <span className="is-same">·</span> : after
  return (
    <span className={after > before ? 'is-more' : 'is-fewer'}>
      {before} → <strong>{after}</strong>
    </span>
  )
}
