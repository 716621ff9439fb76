/** Which units get the matter: suggested ones to tick with a number key, any other by name. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { ROLE_IN_MATTER_NAMES } from '../../../domain/names.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { nameOf, t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Reasons, type Suggested } from './reasons.tsx'

export interface Chosen {
  unitId: number
  role: 'lead' | 'assist'
}

interface Props {
  suggested: readonly Suggested[]
  chosen: readonly Chosen[]
  onChange: (chosen: Chosen[]) => void
}

const ROLES = ['lead', 'assist'] as const
const UnitField = lazy(() => import('../../parts/fields/TreeField.tsx').then(m => ({ default: m.UnitField })))

/** Ticked or unticked; the first that is ticked leads, unless the law lets it only assist. */
export function toggled(chosen: readonly Chosen[], unitId: number, role: 'lead' | 'assist'): Chosen[] {
  if (chosen.some(c => c.unitId === unitId)) return chosen.filter(c => c.unitId !== unitId)
  const isLed = chosen.some(c => c.role === 'lead')
  return [...chosen, { unitId, role: isLed ? 'assist' : role }]
}

export function UnitChoice({ suggested, chosen, onChange }: Props) {
  const [isOther, setOther] = useState(false)
  const name = useNames(useUnits())
  const others = chosen.filter(c => !suggested.some(s => s.unitId === c.unitId))
  const toggle = (unitId: number, role: 'lead' | 'assist') => onChange(toggled(chosen, unitId, role))
  const setRole = (unitId: number, role: 'lead' | 'assist') =>
    onChange(chosen.map(c => (c.unitId === unitId ? { unitId, role } : c)))
  useOffer([
    ...suggested.slice(0, 8).map((s, i) => ({
      key: `unit.${i}`,
      label: t(`选 ${s.name}`, `Choose ${s.name}`),
      shortcut: String(i + 1),
      run: () => toggle(s.unitId, s.role),
    })),
    { key: 'unit.other', label: t('选其他单位', 'Another unit'), shortcut: 'u', run: () => setOther(true) },
  ])
  const role = (c: Chosen) => (
    <select
      aria-label={t(`${name(c.unitId)}：主办或协办`, `${name(c.unitId)}: lead or assist`)}
      value={c.role}
      onChange={e => setRole(c.unitId, e.target.value as 'lead' | 'assist')}
    >
      {ROLES.map(r => (
        <option key={r} value={r}>
          {nameOf(ROLE_IN_MATTER_NAMES, r)}
        </option>
      ))}
    </select>
  )
  return (
    <>
      <ul className="units">
        {suggested.map((s, i) => {
          const own = chosen.find(c => c.unitId === s.unitId)
          return (
            <li key={s.unitId}>
              <label>
                <input
                  type="checkbox"
                  checked={own !== undefined}
                  onChange={() => toggle(s.unitId, s.role)}
                />
                <span>
                  {s.name}
                  {i < 8 && <Key of={String(i + 1)} />}
                  <br />
                  <Reasons of={s.reasons} />
                </span>
              </label>
              {own ? role(own) : <span className="small">{nameOf(ROLE_IN_MATTER_NAMES, s.role)}</span>}
            </li>
          )
        })}
        {others.map(c => (
          <li key={c.unitId}>
            <label>
              <input type="checkbox" checked onChange={() => toggle(c.unitId, c.role)} />
              <span>{name(c.unitId)}</span>
            </label>
            {role(c)}
          </li>
        ))}
      </ul>
      {isOther ? (
        <Suspense>
          <UnitField
            aria-label={t('其他单位', 'Another unit')}
            onChange={unitId => {
              if (unitId && !chosen.some(c => c.unitId === unitId)) toggle(unitId, 'lead')
              setOther(false)
            }}
          />
        </Suspense>
      ) : (
        <Button size="small" onClick={() => setOther(true)}>
          {t('其他单位', 'Another unit')}
          <Key of="U" />
        </Button>
      )}
    </>
  )
}
