/** What is asked for next, what can be done, and the form of the act that was chosen. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Ticket } from '../../../contract/record.ts'
import type { CallName } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { keepDraft } from '../../ui/draft.ts'
import { ActBar } from '../ActBar.tsx'
import { type ActSpec, actOf, type Group } from '../acts.ts'
import { draftOf, useKeeping } from '../keeping.ts'
import { useMine } from '../mine.ts'
import type { Waiting } from '../waiting.ts'
import { useWhyNot } from '../why-not.ts'
import { Next } from './Next.tsx'
import { type Duty, STEP_ACT, stepsOf } from './steps.ts'
import { WaitingHere } from './WaitingHere.tsx'

const ActDialog = lazy(() => import('../ActDialog.tsx').then(m => ({ default: m.ActDialog })))

interface Props {
  ticket: Ticket
  first: readonly CallName[]
  groups: readonly Group[]
}

interface Opened {
  act: ActSpec
  no: number | undefined
}

export function Acting({ ticket, first, groups }: Props) {
  const { me } = useSession()
  const { waiting, drop } = useKeeping()
  const whyNot = useWhyNot(ticket)
  const duty = useOwnDuty(ticket, groups)
  const [open, setOpen] = useState<Opened | null>(null)
  // Whoever closes the form by keyboard is back where they opened it.
  const opener = useRef<Element | null>(null)
  const close = () => {
    setOpen(null)
    requestAnimationFrame(() => opener.current instanceof HTMLElement && opener.current.focus())
  }
  const openAct = (act: ActSpec) => {
    opener.current = document.activeElement
    setOpen({ act, no: act.on === 'assignment' ? duty?.no : undefined })
  }
  useAskedFor(name => {
    const act = actOf(name as CallName)
    if (act && whyNot(act.name) === null) openAct(act)
  })
  const waits = waiting.filter(w => w.number === ticket.number).map(w => w.name)
  const steps = duty ? stepsOf(ticket, duty, waits) : []
  const now = steps.find(s => s.state === 'now')
  const edit = async (w: Waiting) => {
    keepDraft(draftOf(me.personId, w.name, w.number), w.values)
    await drop(w.key)
    const act = actOf(w.name)
    if (act) setOpen({ act, no: w.no })
  }
  return (
    <>
      <WaitingHere ticket={ticket} onEdit={w => void edit(w)} />
      {duty && <Next ticket={ticket} duty={duty} steps={steps} />}
      <ActBar
        ticket={ticket}
        first={first}
        groups={groups}
        next={now && STEP_ACT[now.name]}
        onOpen={openAct}
      />
      {open && (
        <Suspense>
          <ActDialog act={open.act} no={open.no} ticket={ticket} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** The duty of the reader's own unit that is the furthest from done; null for those who handle nothing. */
function useOwnDuty(ticket: Ticket, groups: readonly Group[]): Duty | null {
  const isMine = useMine()
  const { me, may } = useSession()
  if (!may('appeal.handle', 'appeal.sign') || !groups.includes('handle')) return null
  const own = ticket.assignments.filter(a => isMine(a.unit.id))
  const exact = own.filter(a => a.unit.id === me.unitId)
  const among = exact.some(a => a.endedAt === null) ? exact : own
  return among.findLast(a => a.endedAt === null) ?? among.at(-1) ?? null
}

/** An address that ends in `?do=reply` opens that form once. */
function useAskedFor(open: (name: string) => void): void {
  const asked = new URLSearchParams(useSearch()).get('do')
  const [path, go] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address
  useEffect(() => {
    if (!asked) return
    open(asked)
    go(path, { replace: true })
  }, [asked])
}
