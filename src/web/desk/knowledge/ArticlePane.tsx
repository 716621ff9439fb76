/** One article: read, and for its keepers edited, published, withdrawn; with every version it had. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useCategories, useNames } from '../../parts/directory.ts'
import { Cited } from '../../parts/library/Cited.tsx'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { When } from '../../ui/When.tsx'
import { STATE_NAMES } from './state-names.ts'

const ArticleForm = lazy(() => import('./ArticleForm.tsx').then(m => ({ default: m.ArticleForm })))
type Article = Answer<'readArticle'>

export function ArticlePane({ id }: { id: number }) {
  const asked = useAsk('readArticle', { params: { id } })
  const [isEditing, setEditing] = useState(false)
  return (
    <Ask of={asked} rows={8}>
      {article =>
        isEditing ? (
          <Suspense fallback={<Loading />}>
            <ArticleForm
              article={article}
              onSaved={() => setEditing(false)}
              onClose={() => setEditing(false)}
            />
          </Suspense>
        ) : (
          <Read article={article} onEdit={() => setEditing(true)} />
        )
      }
    </Ask>
  )
}

function Read({ article: a, onEdit }: { article: Article; onEdit: () => void }) {
  const category = useNames(useCategories())
  useOffer(a.can.edit ? [{ key: 'edit', label: t('修改', 'Edit'), shortcut: 'e', run: onEdit }] : [])
  const facts: (readonly [string, React.ReactNode])[] = [
    [t('单位', 'Kept by'), a.owner.name],
    [t('分类', 'Category'), category(a.categoryId)],
    [t('文号', 'Document'), a.documentNumber],
    [t('发文', 'Issued by'), a.issuers.map(i => i.name).join('、')],
    [t('发文日', 'Issued on'), a.issuedOn],
    [t('有效期', 'Holds'), <Holds key="h" article={a} />],
    [t('版本', 'Version'), `${a.version} ${a.savedBy ?? ''}`],
    [t('保存', 'Saved'), <When key="s" at={a.savedAt} />],
  ]
  return (
    <article>
      <div className="pane-head">
        <h2>{a.title}</h2>
        {a.can.edit && (
          <Button onClick={onEdit}>
            {t('修改', 'Edit')}
            <Key of="E" />
          </Button>
        )}
      </div>
      {!a.inForce && (
        <span className="chip warn">
          {nameOf(STATE_NAMES, a.state)}，{t('不能据此答复', 'not to be answered from')}
        </span>
      )}
      <p className="prose pane-words">
        <Cited>{a.body}</Cited>
      </p>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {a.can.edit && <Versions id={a.id} />}
    </article>
  )
}

const Holds = ({ article: a }: { article: Article }) => (
  <>
    <When at={a.validFrom} /> {t('至', 'to')}{' '}
    {a.validUntil ? <When at={a.validUntil} /> : t('另行停用', 'until withdrawn')}
  </>
)

function Versions({ id }: { id: number }) {
  const [isOpen, setOpen] = useState(false)
  const asked = useAsk('listArticleVersions', { params: { id } }, { enabled: isOpen })
  return (
    <details onToggle={e => setOpen(e.currentTarget.open)}>
      <summary>{t('历次版本', 'Earlier versions')}</summary>
      {isOpen && (
        <Ask of={asked} rows={3}>
          {({ versions }) => (
            <ol className="found">
              {versions.map(v => (
                <li key={v.version}>
                  <strong>
                    {t(`第 ${v.version} 版`, `Version ${v.version}`)} {v.title}
                  </strong>{' '}
                  <span className="small">
                    {nameOf(STATE_NAMES, v.state)} {v.savedBy} <When at={v.savedAt} />
                  </span>
                  <p className="prose" style={{ margin: '4px 0' }}>
                    {v.body}
                  </p>
                </li>
              ))}
            </ol>
          )}
        </Ask>
      )}
    </details>
  )
}
