/** The acts of a queue as buttons with their keys; grey ones say why. */
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import type { CallName } from '../../api.ts'
import { type ActSpec, actOf } from '../../parts/acts.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'

const ActDialog = lazy(() => import('../../parts/ActDialog.tsx').then(m => ({ default: m.ActDialog })))

export interface KeyedAct {
  name: CallName
  /** One letter. */
  shortcut: string
  /** Instead of the usual name. */
  zh?: string
  en?: string
  no?: number
  preset?: Record<string, unknown>
  isPrimary?: boolean
}

interface Props {
  ticket: Ticket
  acts: readonly KeyedAct[]
  onDone: (name: CallName, version: number) => void
}

export function Acts({ ticket, acts, onDone }: Props) {
  const { message } = App.useApp()
  const [open, setOpen] = useState<KeyedAct | null>(null)
  const known = acts
    .map(a => ({ ...a, spec: actOf(a.name) }))
    .filter((a): a is KeyedAct & { spec: ActSpec } => a.spec !== undefined)
  const labelOf = (a: KeyedAct & { spec: ActSpec }) => t(a.zh ?? a.spec.zh, a.en ?? a.spec.en)
  const start = (a: KeyedAct) => {
    const reason = whyNot(ticket, a.name)
    if (reason === null) setOpen(a)
    else message.warning(reason)
  }
  useOffer(
    known.map(a => ({
      key: `${a.name}${a.shortcut}`,
      label: labelOf(a),
      shortcut: a.shortcut,
      run: () => start(a),
    })),
  )
  const spec = open && actOf(open.name)
  return (
    <>
      {known.map(a => (
        <ReasonedButton
          key={`${a.name}${a.shortcut}`}
          whyNot={whyNot(ticket, a.name)}
          type={a.isPrimary ? 'primary' : 'default'}
          danger={a.spec.grave ?? false}
          onClick={() => setOpen(a)}
        >
          {labelOf(a)}
          <Key of={a.shortcut.toUpperCase()} />
        </ReasonedButton>
      ))}
      {open && spec && (
        <Suspense fallback={<Button loading>{labelOf({ ...open, spec })}</Button>}>
          <ActDialog
            act={spec}
            ticket={ticket}
            {...(open.no !== undefined && { no: open.no })}
            {...(open.preset && { preset: open.preset })}
            onDone={version => onDone(open.name, version)}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </>
  )
}
