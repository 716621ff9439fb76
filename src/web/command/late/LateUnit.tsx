/** One unit's late duties: whom to telephone, what is late by how much, and urging them one by one or all at once. */
import { PhoneOutlined } from '@ant-design/icons'
import { Button, Flex, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { LEVEL_NAMES } from '../../../domain/names.ts'
import { useUnits } from '../../parts/directory.ts'
import { Light } from '../../parts/Light.tsx'
import { nameOf, t } from '../../text.ts'
import { Until, When } from '../../ui/When.tsx'
import { ledgerOf } from '../ledger/filter.ts'
import { DUE_NAMES, type DueKind, type Duty, firstDue, type UnitGroup } from './duties.ts'
import { dutyKey } from './picked.ts'
import { Tick } from './Tick.tsx'

const UrgeDialog = lazy(() => import('./UrgeDialog.tsx').then(m => ({ default: m.UrgeDialog })))

const FIRST = 6

interface Props {
  group: UnitGroup
  only: DueKind | null
  picked: ReadonlySet<string>
  onPick: (duties: readonly Duty[], on: boolean) => void
}

export function LateUnit({ group, only, picked, onPick }: Props) {
  const phone = useUnits().find(u => u.id === group.unitId)?.phone
  const [urged, setUrged] = useState<readonly Duty[] | null>(null)
  const [isAll, setAll] = useState(false)
  const chosen = group.duties.filter(d => picked.has(dutyKey(d))).length
  const shown = isAll ? group.duties : group.duties.slice(0, FIRST)
  return (
    <section className="late-unit" aria-label={group.name}>
      <Flex gap="small" align="center" justify="space-between" wrap className="late-unit-head">
        <Flex gap="small" align="center" wrap>
          <Tick
            label={t(`全选：${group.name}`, `All of ${group.name}`)}
            checked={chosen === group.duties.length}
            isPartly={chosen > 0}
            onChange={on => onPick(group.duties, on)}
          />
          <h2>{group.name}</h2>
          <span className="late-red">{t(`${group.red} 项超时`, `${group.red} late`)}</span>
          {group.yellow > 0 && (
            <span className="late-yellow">{t(`${group.yellow} 项临期`, `${group.yellow} nearly`)}</span>
          )}
          {phone && (
            <a href={`tel:${phone}`} className="late-phone">
              <PhoneOutlined /> {phone}
            </a>
          )}
        </Flex>
        <Flex gap="small">
          <Link
            className="late-link"
            to={ledgerOf({ open: true, leadUnitId: group.unitId, lead: 'only', sort: 'due' })}
          >
            {t('全部在办', 'All in hand')}
          </Link>
          <Button size="small" onClick={() => setUrged(group.duties)}>
            {t(`催办 ${group.duties.length} 项`, `Urge ${group.duties.length}`)}
          </Button>
        </Flex>
      </Flex>
      <ul className="late-rows">
        {shown.map(d => (
          <LateRow
            key={dutyKey(d)}
            duty={d}
            only={only}
            isPicked={picked.has(dutyKey(d))}
            onPick={on => onPick([d], on)}
            onUrge={() => setUrged([d])}
          />
        ))}
      </ul>
      {group.duties.length > FIRST && (
        <Button type="link" size="small" onClick={() => setAll(!isAll)} aria-expanded={isAll}>
          {isAll
            ? t('收起', 'Fewer')
            : t(`其余 ${group.duties.length - FIRST} 项`, `${group.duties.length - FIRST} more`)}
        </Button>
      )}
      {urged && (
        <Suspense>
          <UrgeDialog duties={urged} onClose={() => setUrged(null)} />
        </Suspense>
      )}
    </section>
  )
}

interface RowProps {
  duty: Duty
  only: DueKind | null
  isPicked: boolean
  onPick: (on: boolean) => void
  onUrge: () => void
}

function LateRow({ duty, only, isPicked, onPick, onUrge }: RowProps) {
  const first = firstDue(duty, only)!
  return (
    <li className="late-row">
      <Tick
        label={t(`选择：${duty.title ?? duty.number}`, `Pick: ${duty.title ?? duty.number}`)}
        checked={isPicked}
        onChange={onPick}
      />
      <Light light={duty.light} bare />
      <span className="late-what">
        <Link to={`/appeals/${duty.number}`}>{duty.title ?? t('（内容不公开）', '(content withheld)')}</Link>
        {duty.level !== 'general' && <Tag color="red">{nameOf(LEVEL_NAMES, duty.level)}</Tag>}
        <small>
          {duty.category?.name}
          {duty.person && ` · ${duty.person.name}`}
          {duty.reworks > 0 && ` · ${t(`重办 ${duty.reworks} 次`, `reworked ${duty.reworks}×`)}`}
        </small>
      </span>
      <span className={duty.light === 'red' ? 'late-red' : 'late-yellow'}>
        {nameOf(DUE_NAMES, first.kind)} <Until at={first.at} />
      </span>
      <small className="late-urged">
        {duty.urgedAt ? (
          <>
            {t(`催过 ${duty.urges} 次，`, `urged ${duty.urges}×, `)}
            <When at={duty.urgedAt} />
          </>
        ) : (
          t('还没催过', 'not urged yet')
        )}
      </small>
      <Button
        size="small"
        onClick={onUrge}
        aria-label={t(`催办：${duty.title ?? duty.number}`, `Urge: ${duty.title ?? duty.number}`)}
      >
        {t('催办', 'Urge')}
      </Button>
    </li>
  )
}
