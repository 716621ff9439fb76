/** How acts and pictures leave the page: at once, or, where a door keeps them, as soon as there is a network. */
import { createContext, useContext } from 'react'
import { Away, call } from '../api.ts'
import type { Purpose } from './fields/FilesField.tsx'
import type { Deed, Waiting } from './waiting.ts'

/** What became of a deed: done, with the version it led to where there is one; or kept until there is a network. */
export type Sent = { how: 'sent'; version: number | null } | { how: 'kept' }

export interface Keeping {
  /** Sends it, or keeps it while there is no network. Throws Refused. */
  send: (deed: Deed) => Promise<Sent>
  /** Keeps a file on this machine; answers its local name. Throws Away where nothing is kept. */
  keepFile: (file: File, purpose: Purpose) => Promise<string>
  fileOf: (name: string) => Promise<File | undefined>
  waiting: readonly Waiting[]
  /** The person decided: send it although the ticket changed. */
  sendAnyway: (key: string, seen: number) => void
  /** Takes it out; what was typed goes with it. */
  drop: (key: string) => Promise<void>
  retry: () => void
}

/** Of the doors that keep nothing. */
const AT_ONCE: Keeping = {
  send: async deed => ({ how: 'sent', version: await sendDeed(deed) }),
  keepFile: async () => {
    throw new Away()
  },
  fileOf: async () => undefined,
  waiting: [],
  sendAnyway: () => {},
  drop: async () => {},
  retry: () => {},
}

export const KeepingContext = createContext<Keeping>(AT_ONCE)
export const useKeeping = (): Keeping => useContext(KeepingContext)

/** What of a deed goes over the wire. */
export type Sendable = Pick<Deed, 'name' | 'number' | 'no' | 'seen' | 'key'> & { body?: object | undefined }

/** Answers the version the ticket has by it. Throws Refused and Away. */
export async function sendDeed(deed: Sendable): Promise<number | null> {
  const { name, number, no, body, seen, key } = deed
  // Which act it is shows at run time only; what its form asks is what its contract takes.
  const input = { params: { number, ...(no !== undefined && { no }) }, ...(body && { body }) }
  const answer = await call(name as 'dispatchAppeal', input as never, { ifMatch: seen, key })
  const version: unknown = (answer as { version?: unknown } | null)?.version
  return typeof version === 'number' ? version : null
}

/** Where what is typed into the form of an act is kept. */
export const draftOf = (personId: number | null | undefined, name: string, number: string): string =>
  `${personId ?? 0}.${name}.${number}`
