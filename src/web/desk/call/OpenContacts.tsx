/** 有呼必应: contacts that have neither an answer nor a number nor a reasoned refusal yet; none may be left. */
import { Button } from 'antd'
import { Link } from 'wouter'
import { INTENT_NAMES, MATTER_NAMES } from '../../../domain/names.ts'
import { useAct, useAsk } from '../../asking.ts'
import { useChannels, useNames } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'

export function OpenContacts() {
  const { me } = useSession()
  const channel = useNames(useChannels())
  const asked = useAsk('openContacts', { query: { minutes: 0, limit: 200 } }, { every: 60_000 })
  const abandon = useAct('abandonContact')
  return (
    <Page
      title={t('未了结来电', 'Open contacts')}
      about={t(
        '每一次来电来访都要有答复、单号或理由。',
        'Every contact ends with an answer, a number or a reason.',
      )}
    >
      {abandon.error && <Failed error={abandon.error} />}
      <Ask
        of={asked}
        isEmpty={a => a.contacts.length === 0}
        empty={
          <>
            {t('都有了结。', 'All are settled.')}{' '}
            <Link to="/call">{t('接听下一通', 'Take the next call')}</Link>
          </>
        }
      >
        {({ contacts }) => (
          <table className="bulk">
            <thead>
              <tr>
                <th scope="col">{t('时间', 'When')}</th>
                <th scope="col">{t('渠道', 'Channel')}</th>
                <th scope="col">{t('类型', 'Kind')}</th>
                <th scope="col">{t('接听', 'Taken by')}</th>
                <th scope="col">{t('了结', 'Settle')}</th>
              </tr>
            </thead>
            <tbody>
              {contacts.map(c => (
                <tr key={c.id}>
                  <td>
                    <When at={c.at} />
                  </td>
                  <td>{channel(c.channelId)}</td>
                  <td>
                    {nameOf(MATTER_NAMES, c.kind)} {nameOf(INTENT_NAMES, c.intent)}
                  </td>
                  <td>{c.agentId === me.personId ? t('我', 'me') : (c.agentId ?? '—')}</td>
                  <td>
                    <Link to={`/call?contact=${c.id}`}>{t('接着办', 'Go on with it')}</Link>{' '}
                    <Button
                      size="small"
                      loading={abandon.isPending}
                      onClick={() => abandon.mutate({ input: { params: { id: c.id }, body: {} } })}
                    >
                      {t('来电放弃', 'Caller gave up')}
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
