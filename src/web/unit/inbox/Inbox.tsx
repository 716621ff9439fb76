/** 收件箱: what the unit has to do, the most pressing first, each with the button for what is asked next. */
import { useState } from 'react'
import type { Duty } from '../../../contract/assignments.ts'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useOffer } from '../../ui/commands.ts'
import { useNow } from '../../ui/When.tsx'
import { Claimable } from './Claimable.tsx'
import { DutyRow } from './DutyRow.tsx'
import { FILTERS, type FilterName, GROUP_WORDS, grouped } from './groups.ts'
import './inbox.css'

/** More than a unit has open on its worst day; the rest is one press away. */
const PAGE = 200
/** Apart, so that what waits for others never crowds out what is to do. */
const TO_DO = ['assigned', 'signed', 'contacted'] satisfies Duty['stage'][]
const REPLIED = ['replied', 'accepted'] satisfies Duty['stage'][]

const useToDo = (own: { mine?: boolean } = {}) =>
  useAsk(
    'listAssignments',
    { query: { limit: PAGE, stage: TO_DO, ...own } },
    { every: 60_000, keepLast: true },
  )

/** The number of the most pressing duty; null when nothing is to do. */
export function useFirst(): string | null {
  const inbox = useToDo()
  return grouped(inbox.data?.assignments ?? [], Date.now())[0]?.duties[0]?.number ?? null
}

export function Inbox({ opened }: { opened: string | null }) {
  const { me, may } = useSession()
  const [isMine, setMine] = useState(false)
  const [filter, setFilter] = useState<FilterName | null>(null)
  const own = isMine ? { mine: true } : {}
  const inbox = useToDo(own)
  const replied = useAsk(
    'listAssignments',
    { query: { limit: 50, stage: REPLIED, ...own } },
    { keepLast: true },
  )
  const duties = [...(inbox.data?.assignments ?? []), ...(replied.data?.assignments ?? [])]
  useOffer([
    { key: 'mine', label: t('只看我经办的', 'Only mine'), shortcut: 'm', run: () => setMine(!isMine) },
  ])
  return (
    <>
      <Chips
        duties={duties}
        chosen={filter}
        onChoose={setFilter}
        isMine={isMine}
        {...(me.personId !== null && may('appeal.handle') && { onMine: setMine })}
      />
      <Ask
        of={inbox}
        rows={8}
        isEmpty={() => duties.length === 0}
        empty={
          isMine
            ? t(
                '您手上没有要办的。再按一下“我经办的”看全单位。',
                'Nothing in your hands. Press “In my hands” again to see the unit’s.',
              )
            : t('没有要办的，都办完了。', 'Nothing to do: all done.')
        }
      >
        {a => <Groups duties={duties} filter={filter} opened={opened} hasMore={a.next !== null} />}
      </Ask>
      {filter === null && may('appeal.handle') && <Claimable />}
    </>
  )
}

interface ChipsProps {
  duties: readonly Duty[]
  chosen: FilterName | null
  onChoose: (filter: FilterName | null) => void
  isMine: boolean
  /** Missing for those who have nothing in hand themselves. */
  onMine?: (isMine: boolean) => void
}

function Chips({ duties, chosen, onChoose, isMine, onMine }: ChipsProps) {
  const names = Object.keys(FILTERS) as FilterName[]
  return (
    <fieldset className="chips" aria-label={t('只看', 'Show only')}>
      {names.map(name => {
        const count = duties.filter(FILTERS[name].has).length
        if (count === 0 && name !== 'all' && chosen !== name) return null
        return (
          <button
            key={name}
            type="button"
            className={`chip chip-${name}`}
            aria-pressed={chosen === name}
            onClick={() => onChoose(chosen === name ? null : name)}
          >
            {t(FILTERS[name].zh, FILTERS[name].en)} <b>{count}</b>
          </button>
        )
      })}
      {onMine && (
        <button type="button" className="chip" aria-pressed={isMine} onClick={() => onMine(!isMine)}>
          {t('我经办的', 'In my hands')}
        </button>
      )}
    </fieldset>
  )
}

interface GroupsProps {
  duties: readonly Duty[]
  filter: FilterName | null
  opened: string | null
  hasMore: boolean
}

/** Folded until asked for: nothing is to do there. */
const FOLDED = new Set(['waiting', 'done', 'signature'])

function Groups({ duties, filter, opened, hasMore }: GroupsProps) {
  const now = useNow(60_000)
  const { me } = useSession()
  const shown = filter ? duties.filter(FILTERS[filter].has) : duties
  const groups = grouped(shown, now)
  return (
    <>
      {groups.map(({ name, duties: of }) => (
        <details
          key={name}
          className={`inbox-group group-${name}`}
          open={filter !== null || !FOLDED.has(name)}
        >
          <summary>
            <h2>
              {t(GROUP_WORDS[name][0], GROUP_WORDS[name][1])} <span>{of.length}</span>
            </h2>
          </summary>
          <ul>
            {of.map(d => (
              <DutyRow
                key={`${d.number}.${d.no}`}
                duty={d}
                isOpen={d.number === opened}
                withUnit={d.unit.id !== me.unitId}
              />
            ))}
          </ul>
        </details>
      ))}
      {hasMore && (
        <p>
          {t(
            `只列出最紧急的 ${duties.length} 件，办掉一些后会显示其余的。`,
            `These are the ${duties.length} most pressing; the rest shows as these get done.`,
          )}
        </p>
      )}
    </>
  )
}
