/** 过程监测: where the time goes – median and ninetieth of a hundred of each step, by unit, in hours by the clock. */
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Scrolls } from '../../ui/Scrolls.tsx'
import type { Within } from './period.ts'

const STEPS = [
  ['sign', '派单到签收', 'to be signed'],
  ['contact', '签收到联系', 'to first contact'],
  ['reply', '联系到答复', 'to the reply'],
  ['review', '答复到审核', 'to be accepted'],
] as const

/** The server looks back so far at once. */
const MOST = 91 * 86_400_000

export function Steps({ within }: { within: Within }) {
  const earliest = new Date(Date.parse(within.until) - MOST).toISOString().slice(0, 10)
  const query = { ...within, from: within.from < earliest ? earliest : within.from }
  const asked = useAsk('readSteps', { query }, { keepLast: true, fresh: 60_000 })
  return (
    <section aria-label={t('过程监测', 'Where the time goes')}>
      <h2>
        {t('过程监测：每一步用了几小时（中位数 / 九成以内）', 'Hours each step took (median / nine of ten)')}
      </h2>
      <Ask
        of={asked}
        rows={4}
        isEmpty={a => a.rows.length === 0}
        empty={t('这段时间没有派单。', 'Nothing was dispatched in this period.')}
      >
        {({ rows }) => {
          const slowest = Object.fromEntries(
            STEPS.map(([key]) => [key, Math.max(1, ...rows.map(r => r[key]?.p90 ?? 0))]),
          )
          return (
            <Scrolls name={t('各单位每一步用时', 'By unit')}>
              <table className="plain-table steps">
                <thead>
                  <tr>
                    <th scope="col">{t('单位', 'Unit')}</th>
                    <th scope="col" className="n">
                      {t('承办', 'Duties')}
                    </th>
                    {STEPS.map(([key, zh, en]) => (
                      <th key={key} scope="col">
                        {t(zh, en)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(row => (
                    <tr key={row.unit?.id ?? 'all'}>
                      <th scope="row">{row.unit?.name ?? t('合计', 'All together')}</th>
                      <td className="n">{row.duties}</td>
                      {STEPS.map(([key]) => {
                        const span = row[key]
                        return (
                          <td key={key}>
                            {span ? (
                              <span className="span-bar">
                                <i
                                  aria-hidden="true"
                                  style={{ inlineSize: `${(90 * span.p90) / slowest[key]!}px` }}
                                />
                                {span.median} / {span.p90} <small>({span.n})</small>
                              </span>
                            ) : (
                              '—'
                            )}
                          </td>
                        )
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scrolls>
          )
        }}
      </Ask>
    </section>
  )
}
