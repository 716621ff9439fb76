/** Who is calling: name, wishes, organisation, and what they asked before. */
import { Checkbox, Input } from 'antd'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { Until, When } from '../../ui/When.tsx'
import { OrganisationField } from './OrganisationField.tsx'
import type { Calling, Opened } from './use-call.ts'

export function Caller({ calling, onOpen }: { calling: Calling; onOpen: (number: string) => void }) {
  const { draft, set, opened } = calling
  return (
    <section aria-label={t('来电人', 'The caller')}>
      <h2>{t('来电人', 'The caller')}</h2>
      <label className="field" htmlFor="caller-name">
        <span>{t('姓名、称谓', 'Name')}</span>
        <Input
          id="caller-name"
          value={draft.name}
          disabled={draft.anonymous}
          autoComplete="off"
          onChange={e => set({ name: e.target.value })}
        />
      </label>
      <div className="field">
        <Checkbox checked={draft.anonymous} onChange={e => set({ anonymous: e.target.checked })}>
          {t('匿名', 'Anonymous')}
        </Checkbox>
        <Checkbox checked={draft.confidential} onChange={e => set({ confidential: e.target.checked })}>
          {t('保密', 'Confidential')}
        </Checkbox>
        <Checkbox checked={draft.wantsVisit} onChange={e => set({ wantsVisit: e.target.checked })}>
          {t('愿意回访', 'May be called back')}
        </Checkbox>
      </div>
      <OrganisationField
        value={draft.organisationId}
        known={opened?.caller?.organisations ?? []}
        onChange={organisationId => set({ organisationId })}
      />
      <h2>{t('以前反映过', 'Asked before')}</h2>
      <Earlier opened={opened} onOpen={onOpen} />
      {draft.done.length > 0 && (
        <>
          <h2>{t('本次通话已记', 'Written down in this call')}</h2>
          <ul className="found">
            {draft.done.map(r => (
              <li key={r.number}>
                {r.title}
                <div className="small number">{r.number}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What this number asked before, the newest first, with how far each is. */
function Earlier({ opened, onOpen }: { opened: Opened | null; onOpen: (number: string) => void }) {
  if (!opened) return <p className="small">{t('接通后显示。', 'Shown once picked up.')}</p>
  const earlier = opened.caller?.earlier ?? []
  if (earlier.length === 0)
    return <p className="small">{t('这个号码没有反映过。', 'Nothing from this number before.')}</p>
  return (
    <ul className="found">
      {earlier.map(e => (
        <li key={e.number}>
          <button type="button" className="plain" onClick={() => onOpen(e.number)}>
            {e.title ?? e.number}
          </button>
          <div className="small">
            <span className="chip">{nameOf(STAGE_NAMES, e.stage)}</span> {e.unit} <When at={e.receivedAt} />
            {e.endedAt === null && e.dueAt && (
              <>
                {' · '}
                <Until at={e.dueAt} />
              </>
            )}
            {e.joined && ` · ${t('跟随', 'joined')}`}
          </div>
        </li>
      ))}
    </ul>
  )
}
