/** A paper as it will print, page by page, a moment after what it says has changed. */
import { Alert, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { type Input, Refused } from '../../api.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import './paper.css'
import { pictureOf } from './picture.ts'

type Asked =
  | { name: 'previewDocument'; input: Input<'previewDocument'> }
  | { name: 'previewDocumentSettings'; input: Input<'previewDocumentSettings'> }
  | { name: 'previewSheet'; input: Input<'previewSheet'> }

interface Picture {
  url: string
  pages: number
}

/** So long after the last keystroke, in milliseconds. */
const PAUSE = 500

/** `asked` is null while there is nothing to show yet. */
export function PaperPreview({ asked, empty }: { asked: Asked | null; empty: string }) {
  const { picture, error, isBusy } = usePicture(asked)
  return (
    <section aria-label={t('预览', 'Preview')} aria-busy={isBusy} className="paper-preview">
      {error && <Failed error={error} />}
      {error instanceof Refused && <Problems error={error} />}
      {!picture && !error && !isBusy && <p className="paper-empty">{empty}</p>}
      {isBusy && <Spin className="paper-spin" />}
      {picture && !error && <Pages picture={picture} />}
    </section>
  )
}

function usePicture(asked: Asked | null) {
  const [picture, setPicture] = useState<Picture | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const key = JSON.stringify(asked)
  useEffect(() => {
    const what = JSON.parse(key) as Asked | null
    if (!what) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      setBusy(true)
      try {
        const url = await pictureOf(what.name, what.input as never, stop.signal)
        setPicture({ url, pages: await pagesIn(url) })
        setError(null)
      } catch (failure) {
        if (!stop.signal.aborted) setError(failure as Error)
      }
      if (!stop.signal.aborted) setBusy(false)
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key])
  useEffect(() => () => (picture ? URL.revokeObjectURL(picture.url) : undefined), [picture])
  return { picture, error, isBusy }
}

/** The picture is as high as all its pages, each of them A4. */
async function pagesIn(url: string): Promise<number> {
  const image = new Image()
  image.src = url
  await image.decode()
  return Math.max(1, Math.round(image.naturalHeight / image.naturalWidth / (297 / 210)))
}

function Pages({ picture: { url, pages } }: { picture: Picture }) {
  return Array.from({ length: pages }, (_, i) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
      key={i}
      role="img"
      aria-label={t(`第 ${i + 1} 页，共 ${pages} 页`, `Page ${i + 1} of ${pages}`)}
      className="paper-page"
      style={{
        backgroundImage: `url(${url})`,
        backgroundPositionY: pages > 1 ? `${(100 * i) / (pages - 1)}%` : 0,
      }}
    />
  ))
}

interface Problem {
  line?: number | null
  message?: string
  path?: string
  zh?: string
  en?: string
}

/** What the server says beyond one sentence: characters without a font, lines of a template, places in the settings. */
function Problems({ error }: { error: Refused }) {
  const { characters = [], problems = [] } = (error.problem.facts ?? {}) as {
    characters?: string[]
    problems?: Problem[]
  }
  const said = [
    ...characters.map(c => `${c}（U+${c.codePointAt(0)!.toString(16).toUpperCase()}）`),
    ...problems.map(
      p =>
        `${p.line ? t(`第 ${p.line} 行：`, `Line ${p.line}: `) : ''}${p.path ? `${p.path}: ` : ''}${p.message ?? t(p.zh ?? '', p.en ?? '')}`,
    ),
  ]
  if (said.length === 0) return null
  return <Alert type="info" title={said.map(line => <div key={line}>{line}</div>)} />
}
