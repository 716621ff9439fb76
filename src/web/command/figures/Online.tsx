/** 网络留言 (LL-40): reply rate and handling rate of what came by online platforms, platform by platform. */
import { useAsk } from '../../asking.ts'
import { useChannels } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { percent } from '../overview.ts'
import type { Within } from './period.ts'
import { rateOf } from './rows.ts'

const ONLINE = ['onlinePlatform', 'externalPlatform', 'opinionColumn', 'leaderLine', 'web', 'miniProgram']

/** Which channels are platforms the directory knows: for who may read it. */
export function Online({ within }: { within: Within }) {
  const { may } = useSession()
  return may('directory.read') ? <Platforms within={within} /> : null
}

function Platforms({ within }: { within: Within }) {
  const channels = useChannels()
  const query = { ...within, by: 'channel' as const, ...(within.unitId !== undefined && { below: true }) }
  const { data } = useAsk('readFigures', { query }, { keepLast: true, fresh: 60_000 })
  const online = new Set(channels.filter(c => ONLINE.includes(c.kind)).map(c => String(c.id)))
  const rows = (data?.rows ?? []).filter(r => online.has(r.key) && (r.figures.in ?? 0) > 0)
  if (rows.length === 0) return null
  return (
    <section aria-label={t('网络留言', 'Online messages')}>
      <h2>{t('网络留言：回复与办理', 'Online messages: replied and handled')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('平台', 'Platform')}</th>
            <th scope="col" className="n">
              {t('受理', 'Received')}
            </th>
            <th scope="col" className="n">
              {t('回复率', 'Reply rate')}
            </th>
            <th scope="col" className="n">
              {t('办结率', 'Handling rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td className="n">{row.figures.in}</td>
              {(['replyRate', 'closeRate'] as const).map(name => {
                const rate = rateOf(row, name)
                return (
                  <td key={name} className="n">
                    {percent(rate?.value ?? null)}{' '}
                    <small>{rate && rate.under > 0 && `${rate.over}/${rate.under}`}</small>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
