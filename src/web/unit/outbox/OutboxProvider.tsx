/** Keeps what a person does in this door until the server has it: the outbox of whoever is signed in. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { refreshAll } from '../../asking.ts'
import { actOf } from '../../parts/acts.ts'
import { type Keeping, KeepingContext } from '../../parts/keeping.ts'
import { beforeSignOut, useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { openOutbox } from './outbox.ts'

export function OutboxProvider({ children }: { children: ReactNode }) {
  const { me } = useSession()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const [outbox] = useState(() =>
    openOutbox(me.personId ?? 0, (deed, hadForm) => {
      const act = actOf(deed.name)
      // Who still has the form before them is told by it.
      if (!hadForm)
        message.success(
          t(
            `已送出：${act?.zh ?? ''} ${deed.title ?? deed.number}`,
            `Sent: ${act?.en ?? ''} ${deed.title ?? deed.number}`,
          ),
        )
      void refreshAll(client)
    }),
  )
  const waiting = useSyncExternalStore(outbox.subscribe, outbox.list)
  useEffect(() => outbox.start(), [outbox])
  useEffect(
    () =>
      beforeSignOut(async () => {
        const left = outbox.list().length
        const goes =
          left === 0 ||
          (await modal.confirm({
            title: t(`还有 ${left} 项没有发送`, `${left} acts are not sent yet`),
            content: t(
              '退出后会从本机删除，不会再发送。',
              'Signing out removes them from this machine; they will not be sent.',
            ),
            okText: t('仍要退出', 'Sign out anyway'),
            okButtonProps: { danger: true },
          }))
        if (goes) await outbox.clear()
        return goes
      }),
    [outbox, modal],
  )
  const keeping = useMemo<Keeping>(() => ({ ...outbox, waiting }), [outbox, waiting])
  return <KeepingContext value={keeping}>{children}</KeepingContext>
}
