/** Sends one act from its form, with the version that was on screen when the form opened. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Ticket } from '../../contract/record.ts'
import { Refused } from '../api.ts'
import { refreshAll } from '../asking.ts'
import { freshKey } from '../ui/fresh-key.ts'
import { bodyOf } from './act-body.ts'
import type { ActSpec } from './acts.ts'
import { type Sent, useKeeping } from './keeping.ts'

type Values = Record<string, unknown>

interface Told {
  onDone: (sent: Sent) => void | Promise<void>
  /** A field the server didn't take, and why. */
  onWrong: (field: string, sentence: string) => void
}

export function useSend(act: ActSpec, ticket: Ticket, { onDone, onWrong }: Told) {
  const client = useQueryClient()
  const keeping = useKeeping()
  // A lost race is shown, not decided over anybody's head.
  const [seen, setSeen] = useState(ticket.version)
  const key = useRef(freshKey())
  const sending = useMutation({
    networkMode: 'always',
    mutationFn: ({ values, no }: { values: Values; no: number | undefined }) =>
      keeping.send({
        key: key.current,
        name: act.name,
        number: ticket.number,
        no,
        body: bodyOf(act, values),
        values,
        seen,
        title: ticket.title,
      }),
    onSuccess: onDone,
    onError: error => {
      // Of what was refused nothing is kept under the key; after a silence the same key makes it happen once.
      if (!(error instanceof Refused)) return
      key.current = freshKey()
      if (error.field) onWrong(error.field.split('.')[0]!, error.message)
      if (error.code === 'changed-meanwhile') void refreshAll(client)
    },
  })
  return {
    seen,
    error: sending.error,
    isBusy: sending.isPending,
    isLost: sending.error instanceof Refused && sending.error.code === 'changed-meanwhile',
    send: (values: Values, no: number | undefined) => sending.mutate({ values, no }),
    /** The reader saw what changed and goes on. */
    goOn: () => {
      setSeen(ticket.version)
      sending.reset()
    },
  }
}
