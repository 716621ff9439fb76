/** One task force: its people, its open matters with their lights, how it goes, and what was changed. */
import { App, Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import { Cited } from '../library/Cited.tsx'
import { Dissolve } from './Dissolve.tsx'
import { ForceTickets } from './ForceTickets.tsx'
import './forces.css'
import { FORCE_ACT_NAMES, FORCE_ROLE_NAMES, FORCE_STATE_NAMES } from './words.ts'

const ForceForm = lazy(() => import('./ForceForm.tsx').then(m => ({ default: m.ForceForm })))
export type Force = Answer<'readTaskForce'>

export function ForcePage({ id }: { id: number }) {
  const asked = useAsk('readTaskForce', { params: { id } })
  const [isEditing, setEditing] = useState(false)
  if (asked.data && isEditing)
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <ForceForm force={asked.data} onClose={() => setEditing(false)} />
      </Suspense>
    )
  return (
    <Page
      title={asked.data?.name ?? t('工作专班', 'Task force')}
      about={<Link to="/forces">{t('全部专班', 'All task forces')}</Link>}
      actions={
        asked.data?.can.edit && (
          <>
            <Button onClick={() => setEditing(true)}>{t('调整', 'Change')}</Button>
            <Dissolve of={asked.data} />
          </>
        )
      }
    >
      <Ask of={asked} rows={10}>
        {force => (
          <div className="force-two">
            <div style={{ display: 'grid', gap: 16, minWidth: 0 }}>
              <Panel title={t('负责的件', 'Its matters')}>
                <ForceTickets force={force} />
              </Panel>
              <Panel title={t('进展', 'How it goes')}>
                <Notes of={force} />
              </Panel>
            </div>
            <Side of={force} />
          </div>
        )}
      </Ask>
    </Page>
  )
}

function Side({ of: f }: { of: Force }) {
  const here = f.members.filter(m => m.untilOn === null)
  const gone = f.members.filter(m => m.untilOn !== null)
  const person = (m: Force['members'][number]) => (
    <li key={`${m.person.id}/${m.fromOn}/${m.role}`}>
      <strong>{m.person.name}</strong> {m.unit.name}
      {m.role !== 'member' && `（${nameOf(FORCE_ROLE_NAMES, m.role)}）`}{' '}
      <small>
        {m.duty} {m.untilOn && `${m.fromOn} ${t('至', 'to')} ${m.untilOn}`}
      </small>
    </li>
  )
  return (
    <div style={{ display: 'grid', gap: 16, minWidth: 0 }}>
      <Panel title={t('任务', 'The task')}>
        <p style={{ whiteSpace: 'pre-wrap', marginTop: 0 }}>{f.task}</p>
        <Facts
          of={[
            [t('依据', 'Set up by'), <Cited key="b">{f.basis}</Cited>],
            [t('状态', 'State'), nameOf(FORCE_STATE_NAMES, f.state)],
            [t('起', 'From'), f.startsOn],
            [t('止', 'Until'), f.dissolvedOn ?? f.endsOn],
            [t('分类', 'Categories'), f.categories.map(c => c.name).join('、')],
            [t('区域', 'Places'), f.regions.map(r => r.name).join('、')],
            [
              t('单件', 'Tickets'),
              f.numbers.length > 0 && t(`${f.numbers.length} 件`, `${f.numbers.length}`),
            ],
            [t('结果', 'Outcome'), f.outcome],
          ]}
        />
      </Panel>
      <Panel title={t(`成员 ${here.length} 人`, `${here.length} people`)}>
        <ul className="force-notes">{here.map(person)}</ul>
        {gone.length > 0 && (
          <details>
            <summary>{t('曾经的成员', 'Earlier ones')}</summary>
            <ul className="force-notes">{gone.map(person)}</ul>
          </details>
        )}
      </Panel>
      <Panel title={t('变动记录', 'What was changed')}>
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {f.history.map(h => (
            <li key={h.at}>
              {nameOf(FORCE_ACT_NAMES, h.act)} {h.by} <When at={h.at} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function Notes({ of: f }: { of: Force }) {
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const note = useAct('noteTaskForce', () => {
    setText('')
    message.success(t('已记录', 'Written down'))
  })
  return (
    <>
      {f.can.note && (
        <form
          onSubmit={e => {
            e.preventDefault()
            if (text.trim()) note.mutate({ input: { params: { id: f.id }, body: { text } } })
          }}
          style={{ display: 'grid', gap: 8, marginBottom: 12 }}
        >
          {note.error && <Failed error={note.error} />}
          <Input.TextArea
            aria-label={t('记一条进展', 'How it goes')}
            placeholder={t('今天做了什么，下一步做什么', 'What was done, what is next')}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={text}
            onChange={e => setText(e.target.value)}
          />
          <Button
            htmlType="submit"
            loading={note.isPending}
            disabled={!text.trim()}
            style={{ justifySelf: 'start' }}
          >
            {t('记录进展', 'Write it down')}
          </Button>
        </form>
      )}
      {f.notes.length === 0 && <p role="status">{t('还没有进展记录。', 'Nothing was written down yet.')}</p>}
      <ul className="force-notes">
        {f.notes.map(n => (
          <li key={n.id}>
            <small>
              {n.by} <When at={n.at} />
            </small>
            <p>{n.text}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
