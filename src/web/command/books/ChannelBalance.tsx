/** The first balance: what came in by every channel, and what became of it. */
import type { Answer } from '../../api.ts'
import { t } from '../../text.ts'
import { Scrolls } from '../../ui/Scrolls.tsx'
import { Scale } from './Scale.tsx'

type Row = Answer<'readReconciliation'>['channels'][number]

const ENDS = [
  ['appeal', '立单', 'tickets'],
  ['answered', '当场答复', 'answered'],
  ['refused', '不予受理', 'refused'],
  ['handedOver', '转紧急', 'handed over'],
  ['abandoned', '放弃', 'abandoned'],
] as const satisfies readonly (readonly [keyof Row, string, string])[]

const sum = (rows: readonly Row[], key: Exclude<keyof Row, 'name' | 'channelId'>): number =>
  rows.reduce((n, r) => n + r[key], 0)

export function ChannelBalance({ rows }: { rows: readonly Row[] }) {
  const [came, pending] = [sum(rows, 'in'), sum(rows, 'pending')]
  return (
    <section>
      <h2 className="card-h2">{t('一、收到＝有了下落', '1 · What came in = what became of it')}</h2>
      <Scale
        left={[{ name: t('收到', 'in'), n: came }]}
        right={[
          ...ENDS.map(([key, zh, en]) => ({ name: t(zh, en), n: sum(rows, key) })),
          ...(pending > 0 ? [{ name: t('未了结', 'open'), n: pending, bad: true }] : []),
        ]}
      />
      <Scrolls name={t('渠道', 'Channels')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('渠道', 'Channel')}</th>
              <th scope="col" className="n">
                {t('收到', 'In')}
              </th>
              {ENDS.map(([key, zh, en]) => (
                <th key={key} scope="col" className="n">
                  {t(zh, en)}
                </th>
              ))}
              <th scope="col" className="n">
                {t('未了结', 'Open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(r => (
              <tr key={r.channelId}>
                <th scope="row">{r.name}</th>
                <td className="n">{r.in}</td>
                {ENDS.map(([key]) => (
                  <td key={key} className="n">
                    {r[key] || ''}
                  </td>
                ))}
                <td className={r.pending ? 'n late-red' : 'n'}>{r.pending || ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  )
}
