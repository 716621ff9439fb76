/** The matters of a task force: how many are open and under which light, the most urgent first. */
import { Link } from 'wouter'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Until } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'
import type { Force } from './ForcePage.tsx'

export function ForceTickets({ force: { id, state, mine } }: { force: Force }) {
  const list = useAsk('listAppeals', { query: { forceId: id, open: true, sort: 'due', limit: 50 } })
  return (
    <>
      <dl className="force-counts">
        <Count forceId={id} name={t('在办', 'Open')} of={{ open: true }} />
        <Count forceId={id} name={t('红灯', 'Red')} of={{ open: true, light: ['red'] }} />
        <Count forceId={id} name={t('黄灯', 'Yellow')} of={{ open: true, light: ['yellow'] }} />
        <Count forceId={id} name={t('已了结', 'Over')} of={{ open: false }} />
      </dl>
      <Ask
        of={list}
        rows={6}
        isEmpty={a => a.appeals.length === 0}
        empty={
          state === 'ended' && !mine
            ? t('专班已结束，跨单位查看已收回。', 'It is over; sight across units has ended.')
            : t('没有在办的件。', 'Nothing is open.')
        }
      >
        {({ appeals, next }) => (
          <>
            <ul className="force-tickets">
              {appeals.map(a => (
                <li key={a.number}>
                  <span>
                    <Light light={a.light} bare />
                  </span>
                  <span>
                    <Link to={`/appeals/${a.number}`}>
                      {a.title ?? t('（内容不公开）', '(content withheld)')}
                    </Link>
                    <small>
                      {a.leadUnit?.name ?? t('未派单', 'nobody yet')} · {nameOf(STAGE_NAMES, a.stage)}{' '}
                      {a.dueAt && <Until at={a.dueAt} />}
                    </small>
                  </span>
                </li>
              ))}
            </ul>
            {next && <p role="status">{t('只列最急的 50 件。', 'The 50 most urgent are shown.')}</p>}
          </>
        )}
      </Ask>
    </>
  )
}

interface CountProps {
  forceId: number
  name: string
  of: { open: boolean; light?: ('red' | 'yellow')[] }
}

function Count({ forceId, name, of }: CountProps) {
  const { data } = useAsk('countAppeals', { query: { forceId, ...of } })
  return (
    <div>
      <dt>{name}</dt>
      <dd>{data ? `${data.count}${data.exact ? '' : '+'}` : '…'}</dd>
    </div>
  )
}
