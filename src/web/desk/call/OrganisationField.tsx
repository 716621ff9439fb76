/** The enterprise or served unit a caller speaks for. */
import { lazy, useState } from 'react'
import { t } from '../../text.ts'
import { LateField } from '../../ui/LateField.tsx'

export interface Organisation {
  id: number
  name: string
}

interface Props {
  value: number | null
  /** Those the caller is known to speak for, before one searches. */
  known: readonly Organisation[]
  onChange: (id: number | null) => void
}

const load = () => import('./OrganisationSelect.tsx')
const OrganisationSelect = lazy(() => load().then(m => ({ default: m.OrganisationSelect })))

export function OrganisationField({ value, known, onChange }: Props) {
  const [chosen, setChosen] = useState<Organisation | null>(null)
  const label = t('企业、单位', 'Organisation')
  const named = [chosen, ...known].find(o => o?.id === value)
  const now = value === null ? null : (named ?? { id: value, name: `#${value}` })
  return (
    <div className="field">
      <span className="field-name">{label}</span>
      <LateField
        label={label}
        name={now?.name ?? ''}
        placeholder={t('代表企业来电时选', 'When calling for one')}
        onNear={() => void load()}
      >
        <OrganisationSelect
          value={now}
          known={known}
          onChoose={organisation => {
            setChosen(organisation)
            onChange(organisation?.id ?? null)
          }}
        />
      </LateField>
    </div>
  )
}
