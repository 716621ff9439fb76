/** 知识库: search and read for everybody; for editors the drafts, what is about to expire, and writing. */
import { Button, Input, Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useSettled } from '../../ui/settled.ts'
import { When } from '../../ui/When.tsx'
import { Queue } from '../queue/Queue.tsx'
import { usePlace } from '../queue/rows.ts'
import { ArticlePane } from './ArticlePane.tsx'
import { STATE_NAMES } from './state-names.ts'

const ArticleForm = lazy(() => import('./ArticleForm.tsx').then(m => ({ default: m.ArticleForm })))
type View = 'search' | 'mine' | 'drafts' | 'expiring'
type Line = Answer<'listArticles'>['articles'][number]
const PATH = '/knowledge'

export function Knowledge({ id }: { id?: string }) {
  const { may } = useSession()
  const isEditor = may('knowledge.edit')
  const [view, setView] = useState<View>('search')
  const [words, setWords] = useState('')
  const [isNew, setNew] = useState(false)
  const { rows, error, again } = useArticleList(view, words)
  const keys = useMemo(() => rows?.map(r => String(r.id)), [rows])
  const place = usePlace(PATH, keys, id)
  useOffer(
    isEditor ? [{ key: 'new', label: t('写一篇', 'Write one'), shortcut: 'n', run: () => setNew(true) }] : [],
  )
  const open = (key: number) => {
    setNew(false)
    place.open(String(key))
  }
  return (
    <Queue
      title={t('知识库', 'Knowledge')}
      path={PATH}
      place={place}
      rows={rows}
      error={error}
      again={again}
      keyOf={row => String(row.id)}
      line={row => <ArticleLine row={row} />}
      pane={key => <ArticlePane key={key} id={Number(key)} />}
      work={
        isNew && (
          <Suspense fallback={<Loading />}>
            <ArticleForm onSaved={open} onClose={() => setNew(false)} />
          </Suspense>
        )
      }
      tools={
        <div style={{ display: 'grid', gap: 8, marginTop: 8 }}>
          <Input.Search
            type="search"
            aria-label={t('查知识', 'Search')}
            placeholder={t('要答复的问题', 'The question')}
            value={words}
            onChange={e => {
              setWords(e.target.value)
              setView('search')
            }}
          />
          {isEditor && (
            <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
              <Segmented<View>
                size="small"
                value={view}
                onChange={setView}
                options={[
                  { value: 'search', label: t('现行', 'In force') },
                  { value: 'mine', label: t('我管的', 'Mine') },
                  { value: 'drafts', label: t('草稿', 'Drafts') },
                  { value: 'expiring', label: t('将到期', 'Expiring') },
                ]}
              />
              <Button size="small" onClick={() => setNew(true)}>
                {t('写一篇', 'Write one')}
                <Key of="N" />
              </Button>
            </div>
          )}
        </div>
      }
      empty={
        isEditor
          ? t('没有找到；可以写一篇。', 'Nothing found; one could be written.')
          : t('没有找到，换个说法试试。', 'Nothing found; try other words.')
      }
    />
  )
}

interface Listed extends Line {
  snippet?: { text: string; hit: boolean }[]
}

function useArticleList(view: View, words: string) {
  const q = useSettled(words.trim())
  const isSearch = view === 'search'
  const found = useAsk(
    'searchKnowledge',
    { query: { limit: 50, ...(q && { q }) } },
    { enabled: isSearch, keepLast: true },
  )
  const listed = useAsk(
    'listArticles',
    {
      query: {
        limit: 100,
        ...(view === 'drafts' && { state: 'draft' as const }),
        ...(view === 'expiring' && { expiresWithinDays: 30 }),
      },
    },
    { enabled: !isSearch },
  )
  const asked = isSearch ? found : listed
  return {
    rows: asked.data?.articles as readonly Listed[] | undefined,
    error: asked.error,
    again: () => void asked.refetch(),
  }
}

function ArticleLine({ row }: { row: Listed }) {
  return (
    <>
      <div className="row-title">
        <strong>{row.title}</strong>
      </div>
      <div className="row-about small">
        {row.state !== 'published' && <span className="chip warn">{nameOf(STATE_NAMES, row.state)}</span>}
        <span>{row.owner.name}</span>
        {row.validUntil && (
          <span>
            {t('至', 'until')} <When at={row.validUntil} />
          </span>
        )}
      </div>
      {row.snippet?.some(s => s.hit) && (
        <div className="small">
          {row.snippet.map((s, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
            s.hit ? <mark key={i}>{s.text}</mark> : <span key={i}>{s.text}</span>,
          )}
        </div>
      )}
    </>
  )
}
