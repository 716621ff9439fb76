/** Acting on the ticket in front: guarded by the version that was seen, with what others did meanwhile. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { type CallName, Refused } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { sendDeed } from '../../parts/keeping.ts'
import { freshKey } from '../../ui/fresh-key.ts'

interface Doing {
  name: CallName
  no?: number
  body?: object
  /** Said when it is done. */
  said: string
}

interface Sent extends Doing {
  before: Ticket
}

export interface Acting {
  act: (doing: Doing) => void
  isBusy: boolean
  error: Error | null
  /** Version on screen; older than the ticket's when somebody else changed it. */
  seen: number
  acknowledge: () => void
  /** This page's own change led to this version. */
  own: (version: number) => void
  isLost: boolean
}

/** `onDone` gets the version it led to, and the ticket as it was when it was sent. */
export function useActing(ticket: Ticket, onDone: (version: number, before: Ticket) => void): Acting {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [seen, setSeen] = useState(ticket.version)
  const key = useRef(freshKey())
  const send = useMutation({
    mutationFn: ({ name, no, body }: Sent) =>
      sendDeed({ name, number: ticket.number, no, body, seen, key: key.current }),
    onSuccess: async (led, doing) => {
      const version = led ?? seen + 1
      setSeen(version)
      message.success(doing.said)
      onDone(version, doing.before)
      await refreshAll(client)
    },
    onSettled: () => {
      key.current = freshKey()
    },
    onError: error => {
      if (error instanceof Refused && error.problem.status === 409) void refreshAll(client)
    },
  })
  // What the clock did is nobody's decision: it is taken note of silently.
  const news = ticket.events.slice(-Math.max(1, ticket.version - seen))
  const isQuiet = ticket.version > seen && news.every(e => e.actor === 'system')
  useEffect(() => {
    if (isQuiet) setSeen(ticket.version)
  }, [isQuiet, ticket.version])
  const isLost = send.error instanceof Refused && send.error.code === 'changed-meanwhile'
  return {
    act: doing => send.mutate({ ...doing, before: ticket }),
    isBusy: send.isPending,
    error: isLost ? null : send.error,
    seen,
    acknowledge: () => {
      setSeen(ticket.version)
      send.reset()
    },
    own: setSeen,
    isLost: (ticket.version > seen && !isQuiet && !send.isPending) || isLost,
  }
}
