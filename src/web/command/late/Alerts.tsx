/** Alerts nobody has looked after yet: seen with one key, by whoever is first. */
import { Button } from 'antd'
import { Link } from 'wouter'
import { useAct, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { When } from '../../ui/When.tsx'

export function Alerts() {
  const alerts = useAsk('listAlerts', { query: { limit: 30 } }, { every: 60_000 })
  const see = useAct('seeAlert')
  return (
    <section className="late-unit late-alerts">
      <h2>{t('预警', 'Alerts')}</h2>
      {see.error && <Failed error={see.error} />}
      <Ask
        of={alerts}
        isEmpty={a => a.alerts.length === 0}
        empty={t('没有未处理的预警。', 'No alert waits.')}
      >
        {({ alerts: found, next }) => (
          <ul className="alerts">
            {found.map(a => (
              <li key={a.id}>
                <span>
                  <strong>{t(a.zh, a.en)}</strong> <When at={a.at} />
                  {a.number && (
                    <Link to={`/appeals/${a.number}`} className="number">
                      {a.number}
                    </Link>
                  )}
                </span>
                <Button
                  size="small"
                  aria-label={t(`知悉：${a.zh} ${a.number ?? ''}`, `Seen: ${a.en} ${a.number ?? ''}`)}
                  disabled={see.isPending && see.variables.input.params.id === a.id}
                  onClick={() => see.mutate({ input: { params: { id: a.id } } })}
                >
                  {t('知悉', 'Seen')}
                </Button>
              </li>
            ))}
            {next && <li>{t('还有更早的', 'There are earlier ones')}</li>}
          </ul>
        )}
      </Ask>
    </section>
  )
}
