/** What every page is given, and how its routes are made: a visitor, a form that one of our own pages sent, an answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../server/parts.ts'
import type { Calls } from './calls.ts'
import { type Form, formOf } from './forms.ts'
import type { Renderer } from './render.ts'
import { isOwnForm, langOf, type Visitor, visitorOf } from './visitor.ts'

export interface Pages extends Renderer {
  app: FastifyInstance
  parts: Parts
  calls: Calls
}

const hidden = { schema: { hide: true } }

export type Params = Record<string, string>

/** A page to look at. */
export function get(
  pages: Pages,
  path: string,
  run: (visitor: Visitor, params: Params) => Promise<FastifyReply>,
): void {
  pages.app.get(path, hidden, async (request, reply) => {
    const visitor = await visitorOf(pages.parts, request, reply)
    return visitor ? run(visitor, request.params as Params) : noCity(pages, request, reply)
  })
}

/** What a form does; a form of another site does nothing. */
export function post(
  pages: Pages,
  path: string,
  run: (visitor: Visitor, form: Form, params: Params) => Promise<FastifyReply>,
): void {
  pages.app.post(path, hidden, async (request: FastifyRequest, reply) => {
    const visitor = await visitorOf(pages.parts, request, reply)
    if (!visitor) return noCity(pages, request, reply)
    const form = await formOf(pages.parts, visitor.tenant.id, request)
    if (isOwnForm(pages.parts, request, form.get('token')))
      return run(visitor, form, request.params as Params)
    return message(pages, visitor, {
      status: 403,
      title: visitor.t('页面放得太久了', 'The page was open for too long'),
      text: visitor.t(
        '请返回刷新后再提交，写的内容还在。',
        'Please go back, reload and send again; what you wrote is kept.',
      ),
    })
  })
}

export const message = (
  { show }: Pages,
  visitor: Visitor,
  said: { status?: number; title: string; text: string; more?: string; href?: string; link?: string },
): FastifyReply => show(visitor, 'message', said)

/** After a form was done, the browser asks for a page of its own: going back or reloading sends nothing twice. */
export const goTo = (reply: FastifyReply, path: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(path, 303)

function noCity({ headed, drawBare }: Pages, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lang = langOf(request)
  const said =
    lang === 'zh'
      ? {
          title: '还没有指明城市',
          text: '这里还没有城市，或有几座城市而没有指明是哪一座：在地址后加 ?tenant=代码。',
          more: '管理员：./yidan demo 建一座示例市，./yidan import 导入自己的城市。',
        }
      : {
          title: 'Which city?',
          text: 'There is no city here yet, or several and none is named: add ?tenant=code to the address.',
          more: 'Operators: ./yidan demo makes a sample city, ./yidan import brings your own.',
        }
  return headed(reply)
    .status(404)
    .send(drawBare({ lang, ...said }))
}
