/** One duty in the inbox: what it is, where, what is asked next, and the button for exactly that. */
import { EnvironmentOutlined, UserOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { Link } from 'wouter'
import type { Duty } from '../../../contract/assignments.ts'
import { ASSIGNMENT_STAGE_NAMES, LEVEL_NAMES, MATTER_NAMES, URGENCY_NAMES } from '../../../domain/names.ts'
import { useKeeping } from '../../parts/keeping.ts'
import { Light } from '../../parts/Light.tsx'
import { nameOf, t } from '../../text.ts'
import { Until } from '../../ui/When.tsx'
import { limitOf } from './groups.ts'
import { NextButton } from './NextButton.tsx'
import { ASKED } from './words.ts'

interface Props {
  duty: Duty
  /** Opened beside the list. */
  isOpen: boolean
  /** The name of the unit matters where there are several. */
  withUnit: boolean
}

export function DutyRow({ duty, isOpen, withUnit }: Props) {
  const { waiting } = useKeeping()
  const waits = waiting.filter(w => w.number === duty.number)
  const title = duty.title ?? t('保密件，内容打开后可见', 'Confidential, open it to read')
  return (
    <li className={`duty duty-${duty.light}`} data-open={isOpen || undefined}>
      <Link to={`/appeals/${duty.number}`} className="duty-link" aria-current={isOpen ? 'true' : undefined}>
        <span className="duty-title">{title}</span>
        <span className="duty-where">
          {duty.region && (
            <span>
              <EnvironmentOutlined aria-hidden="true" /> {duty.region.name}
            </span>
          )}
          {withUnit && duty.unit.name !== duty.region?.name && <span>{duty.unit.name}</span>}
          {duty.person && (
            <span>
              <UserOutlined aria-hidden="true" /> {duty.person.name}
            </span>
          )}
          <Marks duty={duty} />
        </span>
        <span className="duty-next">
          <Light light={duty.light} bare /> {askedOf(duty)}
          {duty.next !== null && limitOf(duty) !== null && (
            <span className="duty-limit">
              <Until at={limitOf(duty)} />
            </span>
          )}
        </span>
        {waits.length > 0 && (
          <Tag color="processing" style={{ alignSelf: 'flex-start' }}>
            {t(`${waits.length} 项待发送`, `${waits.length} to be sent`)}
          </Tag>
        )}
      </Link>
      <NextButton duty={duty} />
    </li>
  )
}

function askedOf(duty: Duty): string {
  if (duty.next) return t(ASKED[duty.next].zh, ASKED[duty.next].en)
  return nameOf(ASSIGNMENT_STAGE_NAMES, duty.stage)
}

function Marks({ duty }: { duty: Duty }) {
  const marks = [
    duty.reworks > 0 && t('重办', 'sent back'),
    duty.urges > 0 && t(`催办 ${duty.urges}`, `urged ${duty.urges}×`),
    duty.urgency !== 'general' && nameOf(URGENCY_NAMES, duty.urgency),
    duty.level !== 'general' && nameOf(LEVEL_NAMES, duty.level),
    duty.role === 'assist' && t('协办', 'assist'),
    duty.confidential && t('保密', 'confidential'),
  ].filter(m => typeof m === 'string')
  return (
    <>
      <span>{nameOf(MATTER_NAMES, duty.kind)}</span>
      {marks.map(m => (
        <Tag key={m} color="warning" style={{ margin: 0 }}>
          {m}
        </Tag>
      ))}
    </>
  )
}
