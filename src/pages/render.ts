/** Turns a view and what it shows into a page: Eta escapes, the headers fence it in. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { FastifyReply } from 'fastify'
import { openWebFiles, type WebFiles } from '../server/kernel/http/web-files.ts'
import type { Parts } from '../server/parts.ts'
import type { Trouble } from './calls.ts'
import { countSaid, kindSaid, momentSaid, numberSaid } from './said.ts'
import { formTokenOf, type Lang, type Visitor } from './visitor.ts'

const VIEWS = fileURLToPath(new URL('./views', import.meta.url))

/** All views are compiled when the server starts; a mistake in one stops it then, not in front of somebody. */
function openViews(): Eta {
  const eta = new Eta({ views: VIEWS, cache: true, autoEscape: true })
  for (const file of readdirSync(VIEWS))
    if (file.endsWith('.eta'))
      eta.loadTemplate(`@${file.slice(0, -4)}`, readFileSync(`${VIEWS}/${file}`, 'utf8'))
  return eta
}

export interface Shown {
  /** What the browser's title says first. */
  title: string
  /** Which entry of the navigation one stands in. */
  at?: string
  status?: number
  /** What could not be done, told above the page and beside its field. */
  troubles?: readonly Trouble[]
  [more: string]: unknown
}

export type Show = (visitor: Visitor, view: string, shown: Shown) => FastifyReply

export interface PageSettings {
  /** Where map tiles come from, as a content security policy names it; null for a map of outlines alone. */
  tilesFrom: string | null
}

/** The same as text, for what is no answer of a page's own. */
export type Draw = (visitor: Visitor, view: string, shown: Shown) => string
/** What can be drawn where not even the city is known. */
export interface Bare {
  lang: Lang
  title: string
  text: string
  /** A second line, small. */
  more?: string
}

export interface Renderer {
  show: Show
  draw: Draw
  drawBare: (bare: Bare) => string
  /** Puts what every page is fenced in with before the text. */
  headed: (reply: FastifyReply) => FastifyReply
}

export function openRenderer(parts: Parts, { tilesFrom }: PageSettings): Renderer {
  const views = openViews()
  const assets = assetsOf(openWebFiles())
  const policy = policyOf(tilesFrom)
  const draw: Draw = (visitor, view, shown) =>
    views.render(`@${view}`, givenTo(parts, visitor, shown, assets))
  return {
    draw,
    show: (visitor, view, shown) =>
      headed(visitor.reply, policy)
        .status(shown.status ?? 200)
        .send(draw(visitor, view, shown)),
    drawBare: bare =>
      views.render('@bare', {
        more: '',
        ...bare,
        assets,
        t: (zh: string, en: string) => (bare.lang === 'zh' ? zh : en),
      }),
    headed: reply => headed(reply, policy),
  }
}

/** What every view is given. */
function givenTo(parts: Parts, visitor: Visitor, shown: Shown, assets: Assets) {
  const { lang, request, t } = visitor
  const { troubles = [], ...more } = shown
  const asking = { zone: visitor.tenant.calendar.zone, now: parts.now(), lang }
  return {
    at: '',
    more: '',
    ...more,
    visitor,
    t,
    lang,
    large: visitor.large,
    tenant: visitor.tenant,
    signedIn: visitor.signedIn,
    troubles,
    troubleOf: (field: string) => troubles.find(trouble => trouble.field === field),
    // Only a page with a form needs it, and sets its cookie.
    get token() {
      return formTokenOf(parts, visitor)
    },
    /** This page with one thing changed; what it was opened with stays. */
    hrefWith: (name: string, value: string) => hrefWith(request.url, name, value),
    assets,
    said: {
      moment: (iso: string, isLimit = false) => momentSaid(Date.parse(iso), asking, isLimit),
      kind: (kind: string) => kindSaid(kind, lang),
      number: numberSaid,
      count: countSaid,
    },
  }
}

function hrefWith(url: string, name: string, value: string): string {
  const { pathname, searchParams } = new URL(url, 'http://here')
  // What was just done isn't done again.
  searchParams.delete('done')
  searchParams.set(name, value)
  return `${pathname}?${searchParams}`
}

type Assets = ReturnType<typeof assetsOf>
const assetsOf = (files: WebFiles) => ({
  style: files.href('src/pages/style.css'),
  script: files.href('src/pages/enhance/main.ts'),
  map: files.entry('src/pages/enhance/map.ts'),
  icon: files.href('src/web/icon.svg'),
})

const headed = (reply: FastifyReply, policy: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'same-origin')
    .header('vary', 'Cookie')

/** Nothing from elsewhere, nothing written into the page. */
const policyOf = (tilesFrom: string | null): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    `img-src 'self' data: blob:${tilesFrom ? ` ${tilesFrom}` : ''}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
