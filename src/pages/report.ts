/** Saying what is wrong: one form, what others reported already, and the receipt. */
import type { FastifyReply } from 'fastify'
import { ownOrganisation } from '../contract/own-organisation.ts'
import { joinSimilar, sendAppeal, similarMatters } from '../contract/public.ts'
import type { AnswerOf } from '../contract/route.ts'
import { MINUTE } from '../domain/instant.ts'
import { cookieOptions } from '../server/accounts/authenticate.ts'
import { publishedBehind } from '../server/record/read/board.ts'
import type { Trouble } from './calls.ts'
import { categoryChoices, regionChoices } from './choices.ts'
import { entryOf, type PublicEntry } from './entries.ts'
import type { Form } from './forms.ts'
import { get, goTo, type Pages, post } from './page.ts'
import { appellantOf, bodyOf, phoneTrouble, queryOf } from './report-body.ts'
import { keepOpened, type Visitor } from './visitor.ts'

const RECEIPT = 'yidan_receipt'
const RECEIPT_FOR = 30 * MINUTE

type Similar = AnswerOf<typeof similarMatters>

interface Found {
  troubles?: Trouble[]
  similar?: Similar | null
}

export function reportPages(pages: Pages): void {
  get(pages, '/report', visitor => reportForm(pages, visitor, null, {}))
  post(pages, '/report', (visitor, form) => take(pages, visitor, form))
  get(pages, '/receipt', visitor => receipt(pages, visitor))
}

/** The form as it was sent, or empty. */
async function reportForm(
  pages: Pages,
  visitor: Visitor,
  form: Form | null,
  { troubles = [], similar = null }: Found,
): Promise<FastifyReply> {
  const { directory } = visitor.tenant
  const query = queryOf(visitor)
  const entry = entryOf(query.entry)
  const aboutRef = form?.get('about') || query.about || ''
  return pages.show(visitor, 'report', {
    title: visitor.t(entry.titleZh, entry.titleEn),
    at: 'report',
    map: true,
    // What isn't in order is told with a status of its own, so that a script can tell it from a receipt.
    status: troubles.length ? 422 : 200,
    troubles,
    entry,
    compared: isCompared(entry),
    typed: (name: string) => form?.get(name) || (name === 'behalf' ? (query.behalf ?? '') : ''),
    once: form?.get('once') || crypto.randomUUID(),
    files: form?.files ?? [],
    similar: similar?.similar ?? [],
    suggested: similar?.category ?? null,
    regions: regionChoices(directory),
    categories: categoryChoices(directory),
    organisations: await organisationsOf(pages, visitor),
    mostMb: Math.floor(pages.parts.files.mostPublic / 1024 / 1024),
    aboutRef,
    about: aboutRef ? await publishedBehind(pages.parts, visitor.tenant.id, aboutRef) : null,
    anchors: {
      'appellant.phone': 'phone',
      'place.address': 'place-address',
      organisationId: 'organisation',
      title: 'content',
    },
  })
}

async function organisationsOf({ calls }: Pages, { actor, request, reply }: Visitor) {
  const told = await Promise.all(
    (actor.organisationIds ?? []).map(id =>
      calls(ownOrganisation, { actor, params: { id }, request, reply }),
    ),
  )
  return told.flatMap(({ done }) => {
    if (!done) return []
    const own = done.contacts.filter(c => c.own).flatMap(c => c.subUnits)
    return [{ id: done.id, name: done.name, subUnits: [...new Set(own)] }]
  })
}

async function take(pages: Pages, visitor: Visitor, form: Form): Promise<FastifyReply> {
  const { actor, request, reply, tenant } = visitor
  const entry = entryOf(queryOf(visitor).entry)
  const asked = { actor, request, reply }
  if (form.trouble) return reportForm(pages, visitor, form, { troubles: [form.trouble] })
  const wrongPhone = phoneTrouble(form)
  if (wrongPhone) return reportForm(pages, visitor, form, { troubles: [wrongPhone] })
  if (form.get('join')) {
    const appellant = appellantOf(form)
    const body = { ref: form.get('join'), ...(appellant && { appellant }) }
    const { done, trouble } = await pages.calls(joinSimilar, { ...asked, body })
    if (trouble) return reportForm(pages, visitor, form, { troubles: [trouble] })
    return handReceipt(pages, visitor, { joined: done.joined })
  }
  const body = await bodyOf(pages, visitor, form, entry)
  const query = { tenant: tenant.code }
  if (body.content && !isChecked(visitor, form, entry)) {
    const draft = { content: body.content, ...only(body, ['categoryId', 'place']) }
    const { done: similar } = await pages.calls(similarMatters, { ...asked, query, body: draft })
    if (similar?.similar.length) return reportForm(pages, visitor, form, { similar })
    if (similar?.category && body.categoryId === undefined) body.categoryId = similar.category.id
  }
  const key = /^[\w-]{10,60}$/.test(form.get('once')) ? form.get('once') : undefined
  const { done, trouble } = await pages.calls(sendAppeal, { ...asked, query, body, key })
  if (trouble)
    return reportForm(pages, visitor, form, {
      troubles: [trouble.field === 'title' ? { ...trouble, field: 'content' } : trouble],
    })
  const id = await pages.parts.tickets.idOf(tenant.id, done.number)
  if (id !== null) keepOpened(pages.parts, visitor, done.number, id)
  const { number, queryCode, emergency } = done
  return handReceipt(pages, visitor, {
    number,
    code: queryCode,
    emergency,
    anonymous: body.anonymous ?? !body.appellant?.phone,
  })
}

/** A report is compared with nothing; a comment is about something else anyhow. */
const isCompared = ({ kind, key }: PublicEntry): boolean => kind !== 'report' && key !== 'comment'

/** What is confidential is compared with nothing either. */
const isChecked = (visitor: Visitor, form: Form, entry: PublicEntry): boolean =>
  form.get('checked') === '1' ||
  queryOf(visitor).checked === '1' ||
  form.get('confidential') === '1' ||
  form.get('anonymous') === '1' ||
  !isCompared(entry)

const only = <T extends object, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> =>
  Object.fromEntries(names.flatMap(n => (from[n] === undefined ? [] : [[n, from[n]]]))) as Partial<Pick<T, K>>

interface Receipt {
  number?: string
  code?: string
  joined?: number
  anonymous?: boolean
  emergency?: { line: string; zh: string; en: string } | null
}

/** Number and code travel sealed in a cookie: they stand in no address, no log and no history. */
function handReceipt({ parts }: Pages, { request, reply }: Visitor, shown: Receipt): FastifyReply {
  const sealed = parts.keys.encrypt(JSON.stringify(shown), RECEIPT).toString('base64url')
  reply.setCookie(RECEIPT, sealed, { ...cookieOptions(request, '/'), maxAge: RECEIPT_FOR / 1000 })
  return goTo(reply, '/receipt')
}

async function receipt({ parts, show }: Pages, visitor: Visitor): Promise<FastifyReply> {
  const sealed = visitor.request.cookies[RECEIPT]
  try {
    const shown = JSON.parse(parts.keys.decrypt(Buffer.from(sealed ?? '', 'base64url'), RECEIPT)) as Receipt
    return show(visitor, 'receipt', {
      title: visitor.t('收到了', 'We have it'),
      at: 'report',
      joined: 0,
      emergency: null,
      anonymous: false,
      ...shown,
    })
  } catch {
    return goTo(visitor.reply, '/follow')
  }
}
