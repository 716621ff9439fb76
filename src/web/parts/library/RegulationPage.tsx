/** One policy document: its sections, whether it holds, what took its place, and what refers to it. */
import { App, Button, Input, Popconfirm } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Link, useSearch } from 'wouter'
import { type Answer, addressOf } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import { Cited } from './Cited.tsx'
import { ReferenceList } from './ReferenceList.tsx'
import { pathOf, REGULATION_STATE_NAMES, SCOPE_NAMES } from './words.ts'

const RegulationForm = lazy(() => import('./RegulationForm.tsx').then(m => ({ default: m.RegulationForm })))
type Regulation = Answer<'readRegulation'>

export function RegulationPage({ id }: { id: number }) {
  const asked = useAsk('readRegulation', { params: { id } })
  const [isEditing, setEditing] = useState(false)
  if (asked.data && isEditing)
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <RegulationForm regulation={asked.data} onClose={() => setEditing(false)} />
      </Suspense>
    )
  return (
    <Page
      title={asked.data?.title ?? t('政策文件', 'Policy document')}
      about={<Link to="/policies">{t('全部政策文件', 'All policy documents')}</Link>}
      actions={
        asked.data?.can.edit && (
          <>
            {asked.data.state !== 'repealed' && <Repeal of={asked.data} />}
            <Button onClick={() => setEditing(true)}>{t('修改', 'Edit')}</Button>
          </>
        )
      }
    >
      <Ask of={asked} rows={10}>
        {regulation => <Read of={regulation} />}
      </Ask>
    </Page>
  )
}

function Read({ of: r }: { of: Regulation }) {
  return (
    <div className="library-two">
      <div style={{ minWidth: 0 }}>
        <Standing of={r} />
        <Sections of={r} />
      </div>
      <div style={{ display: 'grid', gap: 16, alignContent: 'start', minWidth: 0 }}>
        <Panel title={t('文件信息', 'The document')}>
          <Facts
            of={[
              [t('文号', 'Number'), r.number],
              [t('发布机关', 'Issued by'), r.issuer],
              [t('发布', 'Issued'), r.issuedOn],
              [t('施行', 'In force from'), r.inForceFrom],
              [t('废止', 'Repealed'), r.repealedOn],
              [t('范围', 'For'), nameOf(SCOPE_NAMES, r.scope)],
              [t('维护单位', 'Kept by'), r.owner.name],
              [
                t('原件', 'File'),
                r.file && <a href={addressOf('openFile', { params: { id: r.file.id } })}>{r.file.name}</a>,
              ],
              [
                t('版本', 'Version'),
                <>
                  {r.version} {r.savedBy} <When at={r.savedAt} />
                </>,
              ],
            ]}
          />
        </Panel>
        <Panel title={t('谁引用了它', 'What refers to it')}>
          <References id={r.id} />
        </Panel>
        <Versions id={r.id} />
      </div>
    </div>
  )
}

/** Whoever reads what no longer holds is told so first. */
function Standing({ of: r }: { of: Regulation }) {
  return (
    <p>
      <span className={`library-tag is-${r.state}`}>{nameOf(REGULATION_STATE_NAMES, r.state)}</span>
      {r.replacedBy && (
        <>
          {t('由', 'replaced by')} <Link to={pathOf(r.replacedBy.id)}>《{r.replacedBy.title}》</Link>
          {r.replacedBy.number && `（${r.replacedBy.number}）`} {t('代替', '')}
        </>
      )}
      {r.replaces.map(o => (
        <span key={o.id}>
          {t('代替', 'replaces ')} <Link to={pathOf(o.id)}>《{o.title}》</Link>
          {o.number && `（${o.number}）`}
        </span>
      ))}
    </p>
  )
}

function Sections({ of: r }: { of: Regulation }) {
  const sought = new URLSearchParams(useSearch()).get('s')
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reference scrolls anew
  useEffect(() => place.current?.scrollIntoView({ block: 'start' }), [sought])
  const isMissing = sought !== null && !r.sections.some(s => s.label === sought)
  return (
    <article className="library-text">
      {isMissing && (
        <p role="status" className="cited-wrong">
          {t(`这份文件里没有${sought}。`, `This document has no ${sought}.`)}
        </p>
      )}
      {r.sections.length === 0 && <p>{t('正文见原件。', 'The text is in the file.')}</p>}
      {r.sections.map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections keep their order
        <div key={i}>
          {s.chapter && s.chapter !== r.sections[i - 1]?.chapter && <h3>{s.chapter}</h3>}
          <section
            {...(s.label !== null && s.label === sought && { ref: place, className: 'is-sought' })}
            aria-label={s.label ?? t('正文', 'Text')}
          >
            {s.label && <strong>{s.label} </strong>}
            <Cited>{s.text}</Cited>
          </section>
        </div>
      ))}
    </article>
  )
}

function References({ id }: { id: number }) {
  const asked = useAsk('listRegulationReferences', { params: { id } })
  return (
    <Ask
      of={asked}
      rows={3}
      isEmpty={a => a.references.length === 0}
      empty={t('责任清单、规则、知识里都没有引用它。', 'Nothing in use refers to it.')}
    >
      {({ references }) => <ReferenceList of={references} />}
    </Ask>
  )
}

function Repeal({ of: r }: { of: Regulation }) {
  const { message } = App.useApp()
  const [day, setDay] = useState(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
  const change = useAct('changeRegulation', () => message.success(t('已废止', 'Repealed')))
  return (
    <>
      {change.error && <Failed error={change.error} />}
      <Popconfirm
        title={t('从这一天起废止', 'Repealed from this day on')}
        description={
          <Input
            type="date"
            aria-label={t('废止日期', 'Day of repeal')}
            value={day}
            onChange={e => setDay(e.target.value)}
          />
        }
        onConfirm={() =>
          change.mutate({ input: { params: { id: r.id }, body: { repealedOn: day } }, ifMatch: r.version })
        }
      >
        <Button loading={change.isPending}>{t('废止', 'Repeal')}</Button>
      </Popconfirm>
    </>
  )
}

function Versions({ id }: { id: number }) {
  const [isOpen, setOpen] = useState(false)
  const asked = useAsk('listRegulationVersions', { params: { id } }, { enabled: isOpen })
  return (
    <details onToggle={e => setOpen(e.currentTarget.open)}>
      <summary>{t('历次版本', 'Earlier versions')}</summary>
      {isOpen && (
        <Ask of={asked} rows={3}>
          {({ versions }) => (
            <ol className="library-list">
              {versions.map(v => (
                <li key={v.version}>
                  <strong>{t(`第 ${v.version} 版`, `Version ${v.version}`)}</strong> {v.title}{' '}
                  <small>
                    {v.savedBy} <When at={v.savedAt} />
                  </small>
                  <p style={{ whiteSpace: 'pre-wrap', maxHeight: 240, overflow: 'auto' }}>{v.body}</p>
                </li>
              ))}
            </ol>
          )}
        </Ask>
      )}
    </details>
  )
}
