/** 目标与实绩: what the city aims at – 100/100/98 unless its rules say otherwise –, and how near it came. */
import { t } from '../../text.ts'
import { percent } from '../overview.ts'
import type { FigureRow } from './rows.ts'

export function Targets({ rates }: { rates: FigureRow['rates'] }) {
  const aimed = rates.filter(r => r.target !== undefined)
  if (aimed.length === 0) return null
  return (
    <section aria-label={t('目标与实绩', 'Targets')}>
      <h2>{t('目标与实绩', 'Targets and what was reached')}</h2>
      <ul className="targets">
        {aimed.map(({ name, zh, en, value, target, over, under }) => (
          <li key={name}>
            <span>{t(zh, en)}</span>
            <span className="target-bar" aria-hidden="true">
              <i
                style={{ inlineSize: `${(value ?? 0) * 100}%` }}
                className={isShort(value, target!) ? 'is-short' : ''}
              />
              <b style={{ insetInlineStart: `${target! * 100}%` }} />
            </span>
            <span>
              <strong>{percent(value)}</strong>{' '}
              <small>
                {t('目标', 'aim')} {percent(target!)}
                {value !== null &&
                  (isShort(value, target!)
                    ? t(`，差 ${gap(value, target!)} 个百分点`, `, short by ${gap(value, target!)} points`)
                    : t('，达到', ', reached'))}
                {under > 0 && ` · ${over}/${under}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isShort = (value: number | null, target: number): boolean => value !== null && value < target
const gap = (value: number, target: number): string => ((target - value) * 100).toFixed(1)
