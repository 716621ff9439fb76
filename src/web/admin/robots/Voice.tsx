/** 外呼网关: where it is, in which hours it calls, and what became of the latest calls. */
import { Alert, Card } from 'antd'
import { Refused } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useRules } from '../../parts/directory.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Scrolls } from '../../ui/Scrolls.tsx'
import { When } from '../../ui/When.tsx'
import { StateTag } from '../StateTag.tsx'
import { CALL_STATES, errorWords } from './names.ts'

export function Voice() {
  const voice = useAsk('readVoice', {}, { every: 15_000 })
  const calls = useRules()?.supervision?.calls
  // Whoever looks after one unit's robots has no business with the city's calls.
  if (voice.error instanceof Refused && voice.error.code === 'not-permitted') return null
  return (
    <Card
      size="small"
      style={{ marginTop: 16 }}
      title={t('外呼网关（电话督办）', 'Voice gateway (automatic calls)')}
    >
      <Ask of={voice} rows={3}>
        {v => (
          <>
            {v.host === null ? (
              <Alert
                type="info"
                showIcon
                title={t(
                  '没有接外呼网关：该打的电话留在记录里，不会拨出。',
                  'There is no gateway: calls that are owed are kept, and never made.',
                )}
                description={t(
                  '由运维设 YIDAN_VOICE_URL、YIDAN_VOICE_BODY、YIDAN_VOICE_SECRET 后重启。',
                  'The operator sets YIDAN_VOICE_URL, YIDAN_VOICE_BODY and YIDAN_VOICE_SECRET and starts anew.',
                )}
              />
            ) : (
              <p>
                <StateTag tone="success">{t('已接通', 'connected')}</StateTag>{' '}
                <span className="number">{v.host}</span> ·{' '}
                {v.signed
                  ? t('回调密钥 ••••••', 'secret of the callback ••••••')
                  : t('没有回调密钥：结果只能当场答复', 'no secret: outcomes only at once')}{' '}
                · {t(`${v.waiting} 个待拨`, `${v.waiting} wait`)}
              </p>
            )}
            {calls && (
              <p>
                {t(
                  `${calls.from} 点至 ${calls.to} 点拨打，无人接听每 ${calls.everyMinutes} 分钟再打，最多 ${calls.tries} 次（在规则的督办阶梯里改）。`,
                  `Called between ${calls.from} and ${calls.to} o’clock, again every ${calls.everyMinutes} minutes when nobody answers, at most ${calls.tries} times (changed with the ladder in the rules).`,
                )}
              </p>
            )}
            {v.calls.length === 0 ? (
              <p>{t('还没有该打的电话。', 'No call was owed yet.')}</p>
            ) : (
              <Scrolls name={t('最近的电话', 'The latest calls')}>
                <table className="calls">
                  <thead>
                    <tr>
                      <th scope="col">{t('诉求尾号', 'Matter ends in')}</th>
                      <th scope="col">{t('状态', 'State')}</th>
                      <th scope="col">{t('次数', 'Tries')}</th>
                      <th scope="col">{t('说明', 'Note')}</th>
                      <th scope="col">{t('时间', 'When')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {v.calls.map(c => (
                      <tr key={c.id}>
                        <th scope="row" className="number">
                          {c.matter}
                        </th>
                        <td>
                          <StateTag tone={CALL_STATES[c.state][2]}>
                            {t(CALL_STATES[c.state][0], CALL_STATES[c.state][1])}
                          </StateTag>
                        </td>
                        <td>{c.attempts}</td>
                        <td>{errorWords(c.error)}</td>
                        <td>
                          <When at={c.sentAt ?? c.nextAt ?? c.createdAt} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scrolls>
            )}
          </>
        )}
      </Ask>
    </Card>
  )
}
