/** Each person's open duties with their lights; what somebody has can be handed over, one by one or all at once. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAsk } from '../../asking.ts'
import { useLightName } from '../../parts/light-names.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { type Load, loadsOf } from './workload.ts'

const HandOver = lazy(() => import('./HandOver.tsx').then(m => ({ default: m.HandOver })))

export function Workload() {
  const { may } = useSession()
  const lightName = useLightName()
  const [from, setFrom] = useState<Load | null>(null)
  const open = useAsk('listAssignments', {
    query: { limit: 200, stage: ['assigned', 'signed', 'contacted'] },
  })
  return (
    <Panel title={t('各人手上', 'In hand')}>
      <Ask
        of={open}
        isEmpty={a => a.assignments.length === 0}
        empty={t('没有在办的。', 'Nothing is in hand.')}
      >
        {a => (
          <table className="rates">
            <caption className="sr-only">{t('每人在办件数', 'Open duties of each person')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('经办人', 'Person')}</th>
                <th scope="col">{t('在办', 'Open')}</th>
                <th scope="col">{lightName('red')}</th>
                <th scope="col">{lightName('yellow')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {loadsOf(a.assignments).map(load => (
                <tr key={load.personId ?? 0}>
                  <th scope="row">{load.personId === null ? t('未指定', 'Nobody yet') : load.name}</th>
                  <td>{load.total}</td>
                  <td className={load.red > 0 ? 'is-red' : undefined}>{load.red}</td>
                  <td className={load.yellow > 0 ? 'is-yellow' : undefined}>{load.yellow}</td>
                  <td className="is-action">
                    {may('appeal.handle') && (
                      <Button onClick={() => setFrom(load)}>
                        {load.personId === null ? t('分给…', 'Give to…') : t('移交…', 'Hand over…')}
                        <span className="sr-only">{load.name}</span>
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Ask>
      {from && (
        <Suspense>
          <HandOver from={from} onClose={() => setFrom(null)} />
        </Suspense>
      )}
    </Panel>
  )
}
