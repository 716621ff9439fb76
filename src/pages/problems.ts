/** What goes wrong anywhere – no such address, no permission, a defect – is a page to a browser that asked for one, and stays a problem document to everybody else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../contract/route.ts'
import type { Parts } from '../server/parts.ts'
import type { Bare, Renderer } from './render.ts'
import { type Lang, langOf, visitorOf } from './visitor.ts'

type Pair = readonly [zh: string, en: string]
const TITLES: Record<number, Pair> = {
  403: ['这里不能打开', 'This cannot be opened'],
  404: ['没有找到这一页', 'There is no such page'],
  413: ['内容太大', 'This is too large'],
  429: ['请稍等一会儿', 'One moment, please'],
  503: ['暂时不能使用', 'Not available just now'],
}
const OTHERWISE: Pair = ['没有办成', 'That did not work']
const DEFECT: Pair = ['网站出了问题', 'Something went wrong here']
const SAID: Record<number, Pair> = {
  404: [
    '地址可能写错了，或者页面已经不在。可以从首页重新开始。',
    'The address may be mistyped, or the page is gone. The start page leads on.',
  ],
  500: [
    '这是我们的问题，不是您的。请稍后再试；急事请打 12345。',
    'That is our fault, not yours. Please try again in a while, or call 12345.',
  ],
  503: [
    '系统正在恢复，请过一两分钟再试；急事请打 12345。',
    'The system is coming back; please try again in a minute or two, or call 12345.',
  ],
}

/** Calls of programs – the API's own addresses, and scripts that ask for no page – keep what they can read. */
const wantsPage = ({ url, headers }: FastifyRequest): boolean =>
  !url.startsWith('/api/') && /\btext\/html\b/.test(headers.accept ?? '')

const isProblem = (reply: FastifyReply): boolean =>
  String(reply.getHeader('content-type') ?? '').startsWith('application/problem+json')

export function tellProblems(root: FastifyInstance, parts: Parts, renderer: Renderer): void {
  root.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || !isProblem(reply) || !wantsPage(request)) return payload
    renderer.headed(reply).removeHeader('content-length')
    return pageOf(renderer, parts, { request, reply, problem: JSON.parse(payload) as Problem })
  })
}

interface Happened {
  request: FastifyRequest
  reply: FastifyReply
  problem: Problem
}

async function pageOf(renderer: Renderer, parts: Parts, { request, reply, problem }: Happened) {
  // Nothing more is asked of a server that is in trouble.
  const visitor = problem.status < 500 ? await visitorOf(parts, request, reply).catch(() => null) : null
  const said = saidOf(problem, visitor?.lang ?? langOf(request))
  return visitor ? renderer.draw(visitor, 'message', { ...said }) : renderer.drawBare(said)
}

function saidOf({ status, detail, detailEn, instance }: Problem, lang: Lang): Bare {
  const pick = ([zh, en]: Pair): string => (lang === 'zh' ? zh : en)
  const isDefect = status >= 500 && status !== 503
  return {
    lang,
    title: pick(isDefect ? DEFECT : (TITLES[status] ?? OTHERWISE)),
    text: pick(SAID[isDefect ? 500 : status] ?? [detail, detailEn]),
    ...(isDefect && { more: pick([`请求编号 ${instance}`, `Request ${instance}`]) }),
  }
}
