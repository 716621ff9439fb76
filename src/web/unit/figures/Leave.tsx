/** Who is away and who stands in; everybody sets their own. */

import type { UseQueryResult } from '@tanstack/react-query'
import { App, Button, Flex, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import type { Said } from './LeaveForm.tsx'
import { type Person, useColleagues } from './people.ts'

const LeaveForm = lazy(() => import('./LeaveForm.tsx').then(m => ({ default: m.LeaveForm })))

const isAway = (p: Person): boolean =>
  p.awayFrom !== null && (p.awayUntil === null || Date.parse(p.awayUntil) > Date.now())

export function Leave() {
  const { me } = useSession()
  const people = useColleagues()
  return (
    <Panel title={t('请假与代办', 'Away, and who stands in')}>
      <Ask of={people as UseQueryResult<Person[], Error>} rows={3}>
        {all => {
          const own = all.find(p => p.id === me.personId)
          const away = all.filter(isAway)
          return (
            <Flex vertical gap="middle">
              {away.length === 0 && <span>{t('今天都在岗。', 'Everybody is here.')}</span>}
              {away.map(p => (
                <div key={p.id}>
                  <Tag color="warning">{t('请假', 'away')}</Tag> <strong>{p.name}</strong>{' '}
                  <When at={p.awayFrom} /> →{' '}
                  {p.awayUntil ? <When at={p.awayUntil} /> : t('另行通知', 'open end')}
                  {p.substituteId !== null &&
                    t(`，由${nameIn(all, p.substituteId)}代办`, `, ${nameIn(all, p.substituteId)} stands in`)}
                </div>
              ))}
              {own && <OwnLeave key={`${own.awayFrom}`} own={own} colleagues={all} />}
            </Flex>
          )
        }}
      </Ask>
    </Panel>
  )
}

const nameIn = (all: readonly Person[], id: number): string => all.find(p => p.id === id)?.name ?? `#${id}`

function OwnLeave({ own, colleagues }: { own: Person; colleagues: readonly Person[] }) {
  const [isAsked, setAsked] = useState(false)
  const { message } = App.useApp()
  const put = useAct('putLeave', () => message.success(t('已登记', 'Noted')))
  const say = (body: Said) => put.mutate({ input: { params: { code: own.code }, body } })
  if (isAway(own))
    return (
      <div>
        {put.error && <Failed error={put.error} />}
        <Button loading={put.isPending} onClick={() => say({ from: null, until: null, substitute: null })}>
          {t('我已销假', 'I am back')}
        </Button>
      </div>
    )
  if (!isAsked) return <Button onClick={() => setAsked(true)}>{t('登记请假', 'Note a leave')}</Button>
  return (
    <Suspense fallback={<Loading rows={2} />}>
      <LeaveForm own={own} colleagues={colleagues} error={put.error} isBusy={put.isPending} onSay={say} />
    </Suspense>
  )
}
