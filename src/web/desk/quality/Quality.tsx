/** 质检: what was drawn or flagged, the scorecard beside it, and how each agent stands. */
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { CONTACT_OUTCOME_NAMES, STAGE_NAMES, STAR_NAMES } from '../../../domain/names.ts'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { spanOf } from '../../ui/moment.ts'
import { When } from '../../ui/When.tsx'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { usePlace } from '../queue/rows.ts'
import { Averages } from './Averages.tsx'
import { ContactShown } from './ContactShown.tsx'
import { Scorecard } from './Scorecard.tsx'

export type Drawn = Answer<'listQualityQueue'>['queue'][number]
type View = 'contact' | 'appeal' | 'averages'
const PATH = '/quality'

const REASONS: Record<Drawn['reasons'][number], readonly [string, string]> = {
  lowSatisfaction: ['不满意', 'dissatisfied'],
  reworked: ['重办', 'reworked'],
  refused: ['不予受理', 'refused'],
  longTalk: ['通话过长', 'long call'],
  sample: ['抽样', 'drawn'],
}

/** Contacts and appeals in one address: c12, or the number of an appeal. */
const keyOf = (d: Drawn): string => (d.subject === 'contact' ? `c${d.contactId}` : (d.number ?? ''))

export function Quality({ at }: { at?: string }) {
  const [view, setView] = useState<View>(at && !at.startsWith('c') ? 'appeal' : 'contact')
  const subject = view === 'appeal' ? 'appeal' : 'contact'
  const asked = useAsk('listQualityQueue', { query: { subject, limit: 200 } })
  const rows = asked.data?.queue
  const keys = useMemo(() => rows?.map(keyOf), [rows])
  const place = usePlace(PATH, keys, at)
  const card = asked.data?.scorecard
  const row = rows?.find(r => keyOf(r) === at)
  const score = row && card && <Scorecard key={at} of={row} card={card} onDone={place.done} />
  return (
    <Queue
      title={t('质检', 'Quality')}
      path={PATH}
      place={place}
      rows={rows}
      error={asked.error}
      again={() => void asked.refetch()}
      keyOf={keyOf}
      line={drawn => <Line row={drawn} />}
      pane={key =>
        row?.contactId && row.subject === 'contact' ? (
          <ContactShown id={row.contactId}>{score}</ContactShown>
        ) : row?.number ? (
          <Pane key={key} number={row.number} place={place}>
            {() => score}
          </Pane>
        ) : null
      }
      work={view === 'averages' && <Averages />}
      tools={
        <Segmented<View>
          size="small"
          style={{ marginTop: 8 }}
          value={view}
          onChange={next => {
            setView(next)
            if (next !== 'averages') place.open(undefined)
          }}
          options={[
            { value: 'contact', label: t('来电来访', 'Contacts') },
            { value: 'appeal', label: t('诉求', 'Appeals') },
            { value: 'averages', label: t('均分与记录', 'Averages') },
          ]}
        />
      }
      empty={t('没有待质检的。', 'Nothing is to be checked.')}
    />
  )
}

function Line({ row }: { row: Drawn }) {
  return (
    <>
      <div className="row-title">
        <strong>{row.title ?? row.channel?.name ?? row.number}</strong>
        <span className="small">
          <When at={row.at} />
        </span>
      </div>
      <div className="row-about small">
        {row.reasons.map(r => (
          <span key={r} className={r === 'sample' ? 'chip' : 'chip warn'}>
            {nameOf(REASONS, r)}
          </span>
        ))}
        <span>{row.agent?.name ?? row.unit.name}</span>
        <span>{nameOf(row.subject === 'contact' ? CONTACT_OUTCOME_NAMES : STAGE_NAMES, row.outcome)}</span>
        {row.talkSeconds !== null && <span>{spanOf(row.talkSeconds * 1000)}</span>}
        {row.stars !== null && <span>{nameOf(STAR_NAMES, String(row.stars))}</span>}
      </div>
    </>
  )
}
