/** How each agent stands, and the checks that were made. */
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { When } from '../../ui/When.tsx'

const SUBJECTS = { contact: ['来电来访', 'contact'], appeal: ['诉求', 'appeal'] } as const

export function Averages() {
  const asked = useAsk('listQualityChecks', { query: { limit: 100 } })
  return (
    <>
      <h2 style={{ marginTop: 0 }}>{t('均分与记录', 'Averages and checks')}</h2>
      <Ask
        of={asked}
        isEmpty={a => a.checks.length === 0}
        empty={t('还没有评过分。', 'Nothing has been checked yet.')}
      >
        {({ averages, checks }) => (
          <>
            <table className="bulk" style={{ maxWidth: 560, marginBottom: 20 }}>
              <thead>
                <tr>
                  <th scope="col">{t('话务员', 'Agent')}</th>
                  <th scope="col">{t('次数', 'Checks')}</th>
                  <th scope="col">{t('均分', 'Average')}</th>
                </tr>
              </thead>
              <tbody>
                {averages.map(a => (
                  <tr key={a.agent?.id ?? 0}>
                    <td>{a.agent?.name ?? t('（无）', '(nobody)')}</td>
                    <td>{a.checks}</td>
                    <td>{a.average.toFixed(2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <table className="bulk">
              <thead>
                <tr>
                  <th scope="col">{t('时间', 'When')}</th>
                  <th scope="col">{t('对象', 'What')}</th>
                  <th scope="col">{t('话务员', 'Agent')}</th>
                  <th scope="col">{t('均分', 'Average')}</th>
                  <th scope="col">{t('质检员、评语', 'By, note')}</th>
                </tr>
              </thead>
              <tbody>
                {checks.map(c => (
                  <tr key={c.id}>
                    <td>
                      <When at={c.at} />
                    </td>
                    <td>{nameOf(SUBJECTS, c.subject)}</td>
                    <td>{c.agent?.name}</td>
                    <td>{c.average.toFixed(2)}</td>
                    <td>
                      {c.checkedBy?.name} {c.note}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Ask>
    </>
  )
}
