/** 限制来电: callers slowed down by a person's decision; nobody is shut out. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'

const FreshRestraint = lazy(() => import('./FreshRestraint.tsx').then(m => ({ default: m.FreshRestraint })))

export function Restraints() {
  const asked = useAsk('listRestraints', {})
  const end = useAct('endRestraint')
  const [isAsked, setAsked] = useState(false)
  return (
    <Page
      title={t('限制来电', 'Restraints')}
      about={t(
        '只放慢，不拒接；由人决定，写明理由。',
        'Slowed down, never shut out; decided by a person, with the reason.',
      )}
      narrow
    >
      <details style={{ marginBottom: 16 }} onToggle={() => setAsked(true)}>
        <summary>{t('新增限制', 'Restrain a number')}</summary>
        {isAsked && (
          <Suspense fallback={<Loading />}>
            <FreshRestraint />
          </Suspense>
        )}
      </details>
      {end.error && <Failed error={end.error} />}
      <Ask
        of={asked}
        isEmpty={a => a.restraints.length === 0}
        empty={t('现在没有限制任何来电。', 'Nobody is restrained now.')}
      >
        {({ restraints }) => (
          <table className="bulk">
            <thead>
              <tr>
                <th scope="col">{t('理由', 'Why')}</th>
                <th scope="col">{t('每小时', 'An hour')}</th>
                <th scope="col">{t('自', 'From')}</th>
                <th scope="col">{t('至', 'Until')}</th>
                <th scope="col">{t('操作', 'Do')}</th>
              </tr>
            </thead>
            <tbody>
              {restraints.map(r => (
                <tr key={r.id}>
                  <td>{r.reason}</td>
                  <td>{r.perHour}</td>
                  <td>
                    <When at={r.from} />
                  </td>
                  <td>{r.until ? <When at={r.until} /> : t('另行解除', 'ended by hand')}</td>
                  <td>
                    <Button
                      size="small"
                      loading={end.isPending}
                      onClick={() => end.mutate({ input: { params: { id: r.id } } })}
                    >
                      {t('解除', 'End')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Ask>
    </Page>
  )
}
