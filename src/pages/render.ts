/** Turns a view and what it shows into a page: Eta escapes, the headers fence it in. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { FastifyReply } from 'fastify'
import { openWebFiles, type WebFiles } from '../server/kernel/http/web-files.ts'
import type { Parts } from '../server/parts.ts'
import type { Trouble } from './calls.ts'
import { countSaid, kindSaid, momentSaid, numberSaid } from './said.ts'
import { formTokenOf, type Visitor } from './visitor.ts'

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

export function openShow(parts: Parts, { tilesFrom }: PageSettings): Show {
  const views = openViews()
  const files = openWebFiles()
  const policy = policyOf(tilesFrom)
  return (visitor, view, { status = 200, troubles = [], ...shown }) => {
    const { reply, request, lang, t } = visitor
    const asking = { zone: visitor.tenant.calendar.zone, now: parts.now(), lang }
    const it = {
      at: '',
      ...shown,
      visitor,
      t,
      lang,
      large: visitor.large,
      tenant: visitor.tenant,
      signedIn: visitor.signedIn,
      troubles,
      troubleOf: (field: string) => troubles.find(trouble => trouble.field === field),
      token: formTokenOf(parts, visitor),
      path: request.url.split('?')[0],
      assets: assetsOf(files),
      said: {
        moment: (iso: string, isLimit = false) => momentSaid(Date.parse(iso), asking, isLimit),
        kind: (kind: string) => kindSaid(kind, lang),
        number: numberSaid,
        count: countSaid,
      },
    }
    return headed(reply, policy)
      .status(status)
      .send(views.render(`@${view}`, it))
  }
}

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
