/** The way in: signs people in where need be, then opens the door they asked for or leads them to their own. */
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Refused } from './api.ts'
import { useAsk } from './asking.ts'
import { type DoorName, homeOf } from './doors.ts'
import { SessionProvider, useSession } from './session.tsx'
import { Failed } from './ui/Failed.tsx'
import { Loading } from './ui/Loading.tsx'

const SignIn = lazy(() => import('./sign-in/SignIn.tsx').then(m => ({ default: m.SignIn })))

const OPEN: Record<DoorName, ComponentType> = {
  desk: lazy(() => import('./desk/Desk.tsx').then(m => ({ default: m.Desk }))),
  unit: lazy(() => import('./unit/Unit.tsx').then(m => ({ default: m.Unit }))),
  command: lazy(() => import('./command/Command.tsx').then(m => ({ default: m.Command }))),
  admin: lazy(() => import('./admin/Admin.tsx').then(m => ({ default: m.Admin }))),
}

export function Front() {
  const client = useQueryClient()
  // A session that ended is noticed by whichever call comes next; the page behind keeps what was typed.
  const me = useAsk('readMe', {}, { fresh: 60_000, every: 120_000 })
  const signedOut = me.error instanceof Refused && me.error.code === 'not-signed-in'
  const needs = me.data && (me.data.kind !== 'staff' || me.data.needs.length > 0)
  if (me.isPending && !signedOut) return <Loading whole />
  if (me.error && !signedOut && !me.data) return <Failed error={me.error} again={() => me.refetch()} />
  return (
    <Suspense fallback={<Loading whole />}>
      {me.data && !needs && (
        <SessionProvider me={me.data}>
          <Doors />
        </SessionProvider>
      )}
      {(signedOut || needs) && (
        <SignIn
          me={signedOut ? undefined : me.data}
          over={me.data !== undefined && !needs}
          onDone={() => client.resetQueries()}
        />
      )}
    </Suspense>
  )
}

function Doors() {
  const { may } = useSession()
  return (
    <Suspense fallback={<Loading whole />}>
      <Switch>
        {(Object.keys(OPEN) as DoorName[]).map(name => (
          <Route key={name} path={`/${name}`} nest component={OPEN[name]} />
        ))}
        <Route>
          <Redirect to={homeOf(may)} replace />
        </Route>
      </Switch>
    </Suspense>
  )
}
