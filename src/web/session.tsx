/** Who is signed in, and what they may do. */
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { Permission } from '../domain/access/roles.ts'
import { type Answer, call } from './api.ts'

export type Me = Answer<'readMe'>

interface Session {
  me: Me
  /** Does any of the roles allow it, anywhere? The server decides about each ticket. */
  may: (...permissions: Permission[]) => boolean
  signOut: () => Promise<void>
}

/** Asked before somebody leaves; any of them may say no. */
type Leaving = () => Promise<boolean>
const leaving = new Set<Leaving>()

/** Says what has to be put away first; answers how to take that back. */
export function beforeSignOut(ask: Leaving): () => void {
  leaving.add(ask)
  return () => leaving.delete(ask)
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const client = useQueryClient()
  useInks(me)
  const session = useMemo<Session>(() => {
    const held = new Set<string>(me.permissions)
    return {
      me,
      may: (...permissions) => permissions.some(p => held.has(p)),
      signOut: async () => {
        for (const ask of leaving) if (!(await ask())) return
        await call('signOut', {})
        client.clear()
        location.assign('/')
      },
    }
  }, [me, client])
  return <SessionContext value={session}>{children}</SessionContext>
}

/** A light that the city calls blue is drawn blue: the style sheet knows the inks by the English name. */
function useInks({ lights }: Me): void {
  useEffect(() => {
    for (const [light, { en }] of Object.entries(lights ?? {}))
      document.documentElement.setAttribute(`data-${light}-light`, en.toLowerCase())
  }, [lights])
}

/** Throws outside of a signed-in page. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('nobody is signed in')
  return session
}
