/** Signed in by a one-time code: one's own appeals, and for an enterprise its matters, profile and delegates. */
import type { FastifyReply } from 'fastify'
import {
  addDelegate,
  changeOwnOrganisation,
  endDelegate,
  ownOrganisation,
} from '../contract/own-organisation.ts'
import { ownAppeals } from '../contract/public.ts'
import { sendPhoneCode, signInCitizen } from '../contract/sign-in.ts'
import { normalPhone } from '../domain/access/phone.ts'
import { clearSessionCookie } from '../server/accounts/authenticate.ts'
import { endSession } from '../server/accounts/sessions.ts'
import { listOutbox } from '../server/messaging/outbox.ts'
import type { Trouble } from './calls.ts'
import type { Form } from './forms.ts'
import { get, goTo, message, type Pages, post } from './page.ts'
import { forgetOpened, type Visitor } from './visitor.ts'

const STATUSES = [
  ['planned', '筹建', 'Planned'],
  ['building', '在建', 'Being built'],
  ['producing', '正常生产', 'Producing'],
  ['partly', '部分生产', 'Partly producing'],
  ['stopped', '停产', 'Stopped'],
] as const
const ROLES: Record<string, readonly [zh: string, en: string]> = {
  owner: ['法人', 'Owner'],
  production: ['生产负责人', 'Production'],
  liaison: ['联络人', 'Liaison'],
  delegate: ['代办人', 'Delegate'],
}

export function myPages(pages: Pages): void {
  get(pages, '/my', async visitor => (visitor.signedIn ? own(pages, visitor) : signIn(pages, visitor, {})))
  post(pages, '/my/code', (visitor, form) => sendCode(pages, visitor, form))
  post(pages, '/my/sign-in', (visitor, form) => enter(pages, visitor, form))
  post(pages, '/my/sign-out', (visitor, _form) => leave(pages, visitor))
  get(pages, '/my/organisation/:id', (visitor, { id }) => organisation(pages, visitor, Number(id), {}))
  post(pages, '/my/organisation/:id', (visitor, form, { id }) =>
    changeProfile(pages, visitor, form, Number(id)),
  )
  post(pages, '/my/organisation/:id/delegates', (visitor, form, { id }) =>
    add(pages, visitor, form, Number(id)),
  )
  post(pages, '/my/organisation/:id/delegates/:contactId/end', async (visitor, form, { id, contactId }) => {
    const params = { id: Number(id), contactId: Number(contactId) }
    const { actor, request, reply } = visitor
    const { trouble } = await pages.calls(endDelegate, { actor, params, request, reply })
    return after(pages, visitor, form, { id: params.id, trouble, done: 'ended' })
  })
}

interface Asking {
  form?: Form
  troubles?: Trouble[]
  sent?: boolean
  sampleCode?: string | null
}

const signIn = ({ show }: Pages, visitor: Visitor, { form, troubles = [], ...rest }: Asking): FastifyReply =>
  show(visitor, 'sign-in', {
    title: visitor.t('用手机号登录', 'Sign in by phone'),
    at: 'my',
    status: troubles.length ? 422 : 200,
    troubles,
    sent: false,
    sampleCode: null,
    typed: (name: string) => form?.get(name) ?? '',
    ...rest,
  })

async function sendCode(pages: Pages, visitor: Visitor, form: Form): Promise<FastifyReply> {
  const { actor, tenant, request, reply } = visitor
  const body = { tenant: tenant.code, phone: form.get('phone') }
  const { trouble } = await pages.calls(sendPhoneCode, { actor, body, request, reply })
  if (trouble)
    return signIn(pages, visitor, { form, troubles: [{ ...trouble, field: trouble.field ?? 'phone' }] })
  return signIn(pages, visitor, { form, sent: true, sampleCode: await sampleCode(pages, visitor, form) })
}

/** In a sample city nothing is sent: the code is read from its outbox. In a real one there is none to read. */
async function sampleCode({ parts }: Pages, { tenant }: Visitor, form: Form): Promise<string | null> {
  if (!tenant.sample) return null
  const asked = { ownerUnits: null, number: null, state: null, template: 'oneTimeCode', after: null } as const
  const messages = await listOutbox(parts, { tenantId: tenant.id, ...asked, limit: 20, open: true })
  const phone = normalPhone(form.get('phone'))
  return /\d{6}/.exec(messages.find(m => m.to === phone)?.text.replace(phone, '') ?? '')?.[0] ?? null
}

async function enter(pages: Pages, visitor: Visitor, form: Form): Promise<FastifyReply> {
  const { actor, tenant, request, reply } = visitor
  const body = { tenant: tenant.code, phone: form.get('phone'), code: form.get('code') }
  const { trouble } = await pages.calls(signInCitizen, { actor, body, request, reply })
  if (!trouble) return goTo(reply, '/my')
  const troubles = [{ ...trouble, field: 'code' }]
  return signIn(pages, visitor, {
    form,
    troubles,
    sent: true,
    sampleCode: await sampleCode(pages, visitor, form),
  })
}

async function leave({ parts }: Pages, visitor: Visitor): Promise<FastifyReply> {
  const { request, reply, signedIn } = visitor
  if (signedIn) {
    await endSession(parts.gate, request.cookies.yidan_session!)
    clearSessionCookie(request, reply)
  }
  forgetOpened(visitor)
  return goTo(reply, '/')
}

async function own(pages: Pages, visitor: Visitor): Promise<FastifyReply> {
  const { actor, request, reply, t } = visitor
  const { done } = await pages.calls(ownAppeals, { actor, request, reply })
  const organisations = await Promise.all(
    (actor.organisationIds ?? []).map(id =>
      pages.calls(ownOrganisation, { actor, params: { id }, request, reply }),
    ),
  )
  return pages.show(visitor, 'my', {
    title: t('我的诉求', 'My appeals'),
    at: 'my',
    appeals: done?.appeals ?? [],
    organisations: organisations.flatMap(o => (o.done ? [o.done] : [])),
  })
}

const DONE: Record<string, readonly [zh: string, en: string]> = {
  saved: ['已保存。', 'Saved.'],
  added: ['已添加代办人。', 'The delegate was added.'],
  ended: ['已取消。', 'Ended.'],
}

async function organisation(
  pages: Pages,
  visitor: Visitor,
  id: number,
  { form, troubles = [] }: Asking,
): Promise<FastifyReply> {
  const { actor, request, reply, signedIn, t } = visitor
  if (!signedIn) return goTo(reply, '/my')
  const { done } = await pages.calls(ownOrganisation, { actor, params: { id }, request, reply })
  if (!done)
    return message(pages, visitor, {
      status: 404,
      title: t('没有找到', 'Not found'),
      text: t('您不是这个单位的联系人。', 'You are not a contact of this organisation.'),
      href: '/my',
      link: t('我的诉求', 'My appeals'),
    })
  const said = DONE[(request.query as Record<string, string>).done ?? '']
  return pages.show(visitor, 'organisation', {
    title: done.name,
    at: 'my',
    status: troubles.length ? 422 : 200,
    troubles,
    organisation: done,
    statuses: STATUSES,
    roleSaid: (role: string) => t(...(ROLES[role] ?? [role, role])),
    typed: (name: string) => form?.get(name) ?? '',
    anchors: { name: 'delegate-name', phone: 'delegate-phone' },
    doneZh: said?.[0],
    doneEn: said?.[1],
  })
}

async function after(
  pages: Pages,
  visitor: Visitor,
  form: Form,
  { id, trouble, done }: { id: number; trouble: Trouble | null; done: string },
): Promise<FastifyReply> {
  if (!trouble) return goTo(visitor.reply, `/my/organisation/${id}?done=${done}`)
  return organisation(pages, visitor, id, { form, troubles: [trouble] })
}

async function changeProfile(pages: Pages, visitor: Visitor, form: Form, id: number): Promise<FastifyReply> {
  const { actor, request, reply } = visitor
  const number = (name: string) => (form.get(name) === '' ? null : (Number(form.get(name)) as number))
  const body = {
    industry: form.get('industry') || null,
    status: (form.get('status') || null) as (typeof STATUSES)[number][0] | null,
    monthlyOutputWan: number('monthlyOutputWan'),
    employees: number('employees'),
  }
  const { trouble } = await pages.calls(changeOwnOrganisation, {
    actor,
    params: { id },
    body,
    request,
    reply,
  })
  return after(pages, visitor, form, { id, trouble, done: 'saved' })
}

async function add(pages: Pages, visitor: Visitor, form: Form, id: number): Promise<FastifyReply> {
  const { actor, request, reply } = visitor
  const body = { name: form.get('name'), phone: form.get('phone'), subUnits: form.all('subUnits') }
  const { trouble } = await pages.calls(addDelegate, { actor, params: { id }, body, request, reply })
  return after(pages, visitor, form, { id, trouble, done: 'added' })
}
