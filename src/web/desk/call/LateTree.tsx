/** A category or a region, chosen from its tree, which is loaded when it is opened. */
import { type ComponentType, lazy } from 'react'
import { LateField } from '../../ui/LateField.tsx'

interface Props {
  of: 'category' | 'region'
  label: string
  value: number | null
  /** The name of what is chosen; empty while nothing is. */
  name: string
  onChange: (value: number | null) => void
}

interface FieldProps {
  'aria-label': string
  value?: number
  onChange: (id: number | undefined) => void
  autoFocus: boolean
  defaultOpen: boolean
}

const load = () => import('../../parts/fields/TreeField.tsx')
const FIELDS: Record<Props['of'], ComponentType<FieldProps>> = {
  category: lazy(() => load().then(m => ({ default: m.CategoryField }))),
  region: lazy(() => load().then(m => ({ default: m.RegionField }))),
}

export function LateTree({ of, label, value, name, onChange }: Props) {
  const Field = FIELDS[of]
  return (
    <LateField label={label} name={name} onNear={() => void load()}>
      <Field
        aria-label={label}
        autoFocus
        defaultOpen
        {...(value !== null && { value })}
        onChange={id => onChange(id ?? null)}
      />
    </LateField>
  )
}
