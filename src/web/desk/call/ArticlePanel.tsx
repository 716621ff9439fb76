/** Articles about what is being said; one key puts the open one into the answer. */
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { useArticles } from './advice.ts'
import { titleOf } from './draft.ts'
import type { Calling } from './use-call.ts'

export function ArticlePanel({ calling: { draft, set } }: { calling: Calling }) {
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const found = useArticles(words || titleOf(draft))
  const articles = found.data?.articles ?? []
  const shown = open ?? articles[0]?.id ?? null
  const article = useAsk(
    'readArticle',
    { params: { id: shown ?? 0 } },
    { enabled: shown !== null, fresh: 60_000 },
  )
  // What was opened belongs to the words it was found by.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closed when others are found
  useEffect(() => setOpen(null), [found.data])
  const put = () => {
    const { data } = article
    if (!data) return
    const before = draft.answer.trim()
    set({
      answer: [before, answerIn(data.body)].filter(Boolean).join('\n'),
      articleId: data.id,
      articleVersion: data.version,
    })
  }
  useOffer([
    {
      key: 'knowledge',
      label: t('查知识', 'Search the knowledge base'),
      chord: 'Alt+K',
      run: () => box.current?.querySelector('input')?.focus(),
    },
    { key: 'insert', label: t('插入答复', 'Put into the answer'), chord: 'Alt+I', run: put },
  ])
  return (
    <>
      <h2>{t('知识', 'Knowledge')}</h2>
      <div ref={box}>
        <Input
          type="search"
          size="small"
          aria-label={t('查知识', 'Search the knowledge base')}
          placeholder={t('随内容自动查，也可另查', 'Follows the words, or search')}
          suffix={<Key of="Alt+K" />}
          value={words}
          onChange={e => setWords(e.target.value)}
        />
      </div>
      {found.error && <Failed error={found.error} />}
      {found.data && articles.length === 0 && (
        <p className="small">{t('没有相关的知识。', 'Nothing about it.')}</p>
      )}
      <ul className="found">
        {articles.slice(0, 4).map(a => (
          <li key={a.id}>
            <button
              type="button"
              className="plain"
              aria-expanded={shown === a.id}
              onClick={() => setOpen(a.id)}
            >
              {a.title}
            </button>
            {shown === a.id ? (
              <Ask of={article} rows={3}>
                {read => (
                  <>
                    <p className="prose" style={{ margin: '4px 0', maxHeight: 200, overflow: 'auto' }}>
                      {read.body}
                    </p>
                    <Button size="small" onClick={put}>
                      {t('插入答复', 'Put into the answer')}
                      <Key of="Alt+I" />
                    </Button>
                  </>
                )}
              </Ask>
            ) : (
              <div className="small">
                {a.snippet.map((s, i) =>
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
                  s.hit ? <mark key={i}>{s.text}</mark> : <span key={i}>{s.text}</span>,
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Of an article that is written as 问 and 答, what answers. */
const answerIn = (body: string): string => (/(?:^|\n)答[：:]\s*([\s\S]+)$/.exec(body)?.[1] ?? body).trim()
