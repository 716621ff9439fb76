/** One call from the first ring to its receipt: the draft, the contact at the server, and how it is settled. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { type Answer, call } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { freshKey } from '../../ui/fresh-key.ts'
import { appealOf, appellantOf, BLANK, type CallDraft, nextMatter, partOf, type Receipt } from './draft.ts'

export type Opened = Answer<'openContact'>

/** How it ended, for the receipt. */
export type Ending =
  | { how: 'appeal' | 'joined'; receipt: Receipt; noticed: Answer<'createAppeal'> | null }
  | { how: 'answered'; contactId: number }
  | { how: 'refused'; reason: Answer<'refuseContact'>['reason'] }
  | { how: 'handedOver'; line: string }
  | { how: 'abandoned' }

export interface Calling {
  draft: CallDraft
  set: (patch: Partial<CallDraft>) => void
  /** What the server knew of the caller when the contact began. */
  opened: Opened | null
  pickUp: () => Promise<void>
  isPickingUp: boolean
  settle: (how: Settling) => void
  isBusy: boolean
  error: Error | null
  ending: Ending | null
  /** The same caller has something else to say. */
  another: () => void
  /** Clears the desk for the next call. */
  next: (phone?: string) => void
  /** There was a draft when the page opened. */
  isFound: boolean
}

export type Settling =
  | { how: 'answer' }
  | { how: 'appeal' }
  | { how: 'join'; number: string; title: string }
  | { how: 'refuse'; reason: string }
  | { how: 'handOver'; line: string }
  | { how: 'abandon' }

export function useCall(channelId: number): Calling {
  const { me } = useSession()
  const client = useQueryClient()
  const [draft, keep, drop] = useDraft<CallDraft>(`call.${me.personId}`, BLANK)
  const latest = useRef(draft)
  latest.current = draft
  const [isFound, setFound] = useState(draft.contactId !== null || draft.content !== '')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [ending, setEnding] = useState<Ending | null>(null)
  const set = useCallback(
    (patch: Partial<CallDraft>) => {
      latest.current = { ...latest.current, ...patch }
      keep(latest.current)
    },
    [keep],
  )
  const open = useMutation({
    mutationFn: () => begin(latest.current, channelId),
    onSuccess: answer => {
      const { contact, caller } = answer
      const { name, startedAt, organisationId } = latest.current
      // Who speaks for one organisation only speaks for it now, unless the agent says otherwise.
      const [organisation, another] = caller?.organisations ?? []
      setOpened(answer)
      set({
        contactId: contact.id,
        channelId: contact.channelId,
        startedAt: startedAt ?? Date.now(),
        name: name || (caller?.name ?? ''),
        organisationId:
          organisationId ?? contact.organisationId ?? (another ? null : (organisation?.id ?? null)),
      })
    },
  })
  const settling = useMutation({
    mutationFn: (how: Settling) => settle(how, latest.current, channelId, set),
    onSuccess: async done => {
      setEnding(done)
      await refreshAll(client)
    },
  })
  const clear = () => {
    drop()
    latest.current = BLANK
    setOpened(null)
    setEnding(null)
    setFound(false)
    open.reset()
    settling.reset()
  }
  return {
    draft,
    set,
    opened,
    pickUp: async () => {
      if (latest.current.contactId === null && !open.isPending) await open.mutateAsync().catch(() => {})
    },
    isPickingUp: open.isPending,
    settle: how => !settling.isPending && settling.mutate(how),
    isBusy: settling.isPending,
    error: settling.error ?? open.error,
    ending,
    another: () => {
      if (ending?.how !== 'appeal') return
      latest.current = nextMatter(latest.current, ending.receipt)
      keep(latest.current)
      setEnding(null)
      settling.reset()
    },
    next: (phone = '') => {
      const { channelId: same } = latest.current
      clear()
      if (phone || same) set({ phone, channelId: same })
    },
    isFound,
  }
}

function begin(d: CallDraft, channelId: number): Promise<Opened> {
  const appellant = appellantOf(d)
  return call(
    'openContact',
    {
      body: {
        channelId: d.channelId ?? channelId,
        ...(appellant && { appellant }),
        ...(d.organisationId && { organisationId: d.organisationId }),
      },
    },
    { key: freshKey() },
  )
}

const talked = ({ startedAt }: CallDraft): number =>
  startedAt === null ? 0 : Math.min(86_400, Math.round((Date.now() - startedAt) / 1000))

async function settle(
  how: Settling,
  d: CallDraft,
  channelId: number,
  set: (patch: Partial<CallDraft>) => void,
): Promise<Ending> {
  const channel = d.channelId ?? channelId
  if (how.how === 'appeal') return toAppeal(d, channel)
  // Every other end needs the contact at the server; nobody is left without one.
  const id = d.contactId ?? (await begin(d, channelId)).contact.id
  if (d.contactId === null) set({ contactId: id })
  const appellant = appellantOf(d)
  const params = { id }
  const learnt = {
    intent: d.intent,
    kind: d.kind,
    talkSeconds: talked(d),
    ...(appellant && { appellant }),
  }
  switch (how.how) {
    case 'answer': {
      const article = d.articleId ? { articleId: d.articleId, articleVersion: d.articleVersion! } : {}
      await call('answerContact', { params, body: { answer: d.answer.trim(), ...article, ...learnt } })
      return { how: 'answered', contactId: id }
    }
    case 'join': {
      const { number, title } = how
      await call('joinAppeal', {
        params: { number },
        body: { channelId: channel, contactId: id, ...(appellant && { appellant }) },
      })
      return { how: 'joined', receipt: { number, title, queryCode: null }, noticed: null }
    }
    case 'refuse': {
      const { reason } = await call('refuseContact', { params, body: { reason: how.reason, ...learnt } })
      return { how: 'refused', reason }
    }
    case 'handOver':
      await call('handOverContact', { params, body: { line: how.line, ...learnt } })
      return { how: 'handedOver', line: how.line }
    case 'abandon':
      await call('abandonContact', { params, body: {} })
      return { how: 'abandoned' }
  }
}

async function toAppeal(d: CallDraft, channelId: number): Promise<Ending> {
  const key = freshKey()
  const first = d.done[0]
  if (first) {
    const { parts } = await call(
      'splitAppeal',
      { params: { number: first.number }, body: partOf(d) },
      { key },
    )
    const [part] = parts
    const title = partOf(d).parts[0]!.title
    return { how: 'appeal', receipt: { ...part!, title }, noticed: null }
  }
  const body = appealOf(d, channelId)
  const noticed = await call('createAppeal', { body }, { key })
  const { number, queryCode } = noticed
  return { how: 'appeal', receipt: { number, queryCode, title: body.title }, noticed }
}
