/** Following an appeal: number and code open it, then its page tells honestly where it stands and takes what the appellant does. */
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { openFile } from '../contract/files.ts'
import { addToOwn, followAppeal, tellOwn, withdrawOwn } from '../contract/public.ts'
import type { AnswerOf, Contract, InputOf } from '../contract/route.ts'
import { giveReview, reopenOwn } from '../contract/visits.ts'
import { isRefusal } from '../domain/refusal.ts'
import { isOpen } from '../domain/vocabulary.ts'
import { appellantBy } from '../server/accounts/appellant.ts'
import { type Trouble, troubleOf } from './calls.ts'
import type { Form } from './forms.ts'
import { get, goTo, message, type Pages, type Params, post } from './page.ts'
import { DIMENSIONS, STARS, spanSaid } from './said.ts'
import { actorFor, forgetOpened, keepOpened, type Visitor } from './visitor.ts'

export function followPages(pages: Pages): void {
  get(pages, '/follow', async visitor => followForm(pages, visitor, '', []))
  post(pages, '/follow', (visitor, form) => open(pages, visitor, form))
  post(pages, '/follow/leave', async visitor => {
    forgetOpened(visitor)
    return goTo(visitor.reply, '/')
  })
  get(pages, '/a/:number', (visitor, { number }) => appealPage(pages, visitor, number!, {}))
  get(pages, '/a/:number/parts', (visitor, { number }) => appealParts(pages, visitor, number!))
  get(pages, '/a/:number/files/:id', (visitor, params) => sendFile(pages, visitor, params))
  actOn(pages, 'add', addToOwn, form => ({ addition: form.get('addition'), ...filesIn(form) }), 'addition', [
    '已补充。',
    'Added.',
  ])
  actOn(pages, 'tell', tellOwn, form => ({ answer: form.get('answer'), ...filesIn(form) }), 'answer', [
    '谢谢，已收到您的答复。',
    'Thank you, we have your answer.',
  ])
  actOn(
    pages,
    'withdraw',
    withdrawOwn,
    form => (form.get('reason') ? { reason: form.get('reason') } : {}),
    'reason',
    ['已撤回。', 'Withdrawn.'],
  )
  actOn(pages, 'review', giveReview, reviewIn, 'stars', ['谢谢您的评价。', 'Thank you for rating it.'])
  actOn(pages, 'reopen', reopenOwn, form => ({ note: form.get('note') }), 'note', [
    '已重新打开，会继续办理。',
    'It is open again and will be handled.',
  ])
}

const followForm = ({ show }: Pages, visitor: Visitor, number: string, troubles: Trouble[]): FastifyReply =>
  show(visitor, 'follow', {
    title: visitor.t('查进度', 'Follow your appeal'),
    at: 'follow',
    status: troubles.length ? 422 : 200,
    troubles,
    number,
  })

const empty = (field: string): Trouble => ({
  code: 'invalid-input',
  field,
  zh: field === 'number' ? '请填写单号。' : '请填写查询码。',
  en: field === 'number' ? 'Please enter the number.' : 'Please enter the code.',
  facts: {},
})

async function open(pages: Pages, visitor: Visitor, form: Form): Promise<FastifyReply> {
  const { parts } = pages
  const { tenant, request, reply } = visitor
  const number = form.get('number').normalize('NFKC').replace(/\D/g, '')
  const code = form.get('code').slice(0, 40)
  const missing = [...(number ? [] : [empty('number')]), ...(code ? [] : [empty('code')])]
  if (missing.length) return followForm(pages, visitor, form.get('number'), missing)
  const actor = await appellantBy(parts.gate, { tenantId: tenant.id, number, code, address: request.ip })
  if (isRefusal(actor))
    return followForm(pages, visitor, form.get('number'), [{ ...troubleOf(actor), field: 'code' }])
  keepOpened(parts, visitor, number, actor.appealId!)
  return goTo(reply, `/a/${number}`)
}

interface Found {
  troubles?: Trouble[]
  form?: Form
}

/** Null when this browser may not see it. */
async function followed({ calls, parts }: Pages, visitor: Visitor, number: string) {
  const { request, reply } = visitor
  const actor = actorFor(parts, visitor, number)
  return (await calls(followAppeal, { actor, params: { number }, request, reply })).done
}

async function appealPage(pages: Pages, visitor: Visitor, number: string, { troubles = [], form }: Found) {
  const { request, t } = visitor
  const appeal = await followed(pages, visitor, number)
  if (!appeal) return askForCode(pages, visitor)
  const done = DONE[(request.query as Record<string, string>).done ?? '']
  return pages.show(visitor, 'appeal', {
    title: appeal.title ?? t('我的诉求', 'My appeal'),
    at: 'follow',
    status: troubles.length ? 422 : 200,
    troubles,
    ...appealShown(pages, appeal, form),
    doneZh: done?.[0],
    doneEn: done?.[1],
  })
}

function appealShown({ parts }: Pages, appeal: AnswerOf<typeof followAppeal>, form?: Form) {
  const lateBy = appeal.dueAt ? parts.now() - Date.parse(appeal.dueAt) : 0
  return {
    appeal,
    open: isOpen(appeal.stage),
    lateBy: { zh: spanSaid(lateBy, 'zh'), en: spanSaid(lateBy, 'en') },
    typed: (name: string) => form?.get(name) ?? '',
    stars: STARS,
    dimensions: DIMENSIONS,
  }
}

/** What may have changed of the page, for a browser that has it open; 304 while nothing has. Opens nothing for longer than the code did. */
async function appealParts(pages: Pages, visitor: Visitor, number: string): Promise<FastifyReply> {
  const { request, reply, t } = visitor
  const appeal = await followed(pages, visitor, number)
  pages.headed(reply)
  if (!appeal) return reply.status(403).send('')
  const title = appeal.title ?? t('我的诉求', 'My appeal')
  const parts = pages.draw(visitor, 'appeal-parts', { title, ...appealShown(pages, appeal) })
  const tag = `"${createHash('sha256').update(parts).digest('base64url')}"`
  reply.header('etag', tag)
  return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(parts)
}

const askForCode = (pages: Pages, visitor: Visitor): FastifyReply =>
  message(pages, visitor, {
    status: 403,
    title: visitor.t('请先输入单号和查询码', 'Please enter number and code first'),
    text: visitor.t(
      '为了保护您的信息，进度只给知道查询码的人看。',
      'To protect you, progress is shown to whoever knows the code.',
    ),
    href: '/follow',
    link: visitor.t('查进度', 'Follow your appeal'),
  })

const DONE: Record<string, readonly [zh: string, en: string]> = {}

/** One of the appellant's acts: what the form says, the call, and back to the page. */
function actOn<C extends Contract>(
  pages: Pages,
  verb: string,
  contract: C,
  bodyOf: (form: Form) => InputOf<C>['body'],
  field: string,
  said: readonly [zh: string, en: string],
): void {
  DONE[verb] = said
  post(pages, `/a/:number/${verb}`, async (visitor, form, { number = '' }) => {
    const { request, reply } = visitor
    const actor = actorFor(pages.parts, visitor, number)
    const told = form.trouble
      ? { trouble: form.trouble }
      : await pages.calls(contract, {
          actor,
          params: { number } as never,
          body: bodyOf(form),
          request,
          reply,
        })
    if (!told.trouble) return goTo(reply, `/a/${number}?done=${verb}`)
    if (told.trouble.code === 'wrong-code') return askForCode(pages, visitor)
    const trouble = { ...told.trouble, field: told.trouble.field === 'body' ? field : told.trouble.field }
    return appealPage(pages, visitor, number, { troubles: [trouble], form })
  })
}

const filesIn = ({ files }: Form) => (files.length > 0 ? { fileIds: files.map(f => f.id) } : {})

function reviewIn(form: Form): InputOf<typeof giveReview>['body'] {
  const given = DIMENSIONS.flatMap(([name]) => (form.get(name) ? [[name, Number(form.get(name))]] : []))
  const stars = form.get('stars')
  return {
    // Without a choice the contract asks for it.
    ...(stars && { stars: Number(stars) }),
    ...(given.length > 0 && { dimensions: Object.fromEntries(given) }),
    ...(form.get('comment') && { comment: form.get('comment') }),
  } as InputOf<typeof giveReview>['body']
}

async function sendFile(
  pages: Pages,
  visitor: Visitor,
  { number = '', id = '' }: Params,
): Promise<FastifyReply> {
  const { request, reply } = visitor
  const actor = actorFor(pages.parts, visitor, number)
  const params = { id: Number(id) || 1 }
  const { trouble } = await pages.calls(openFile, { actor, params, request, reply })
  return trouble ? askForCode(pages, visitor) : reply
}
