/** Serves the citizens' pages, next to the API in the same process. */
import type { FastifyError, FastifyInstance } from 'fastify'
import { InvalidInput, Refused } from '../server/kernel/http/problems.ts'
import type { Route } from '../server/kernel/http/route.ts'
import type { Parts } from '../server/parts.ts'
import { boardPage } from './board.ts'
import { openCalls, troubleFrom } from './calls.ts'
import { casePages } from './cases.ts'
import { followPages } from './follow.ts'
import { readForms } from './forms.ts'
import { homePage } from './home.ts'
import { myPages } from './my.ts'
import { outboxPage } from './outbox.ts'
import { message, type Pages } from './page.ts'
import { plainPages } from './plain.ts'
import { tellProblems } from './problems.ts'
import { regulationPages } from './regulations.ts'
import { openRenderer, type PageSettings } from './render.ts'
import { reportPages } from './report.ts'
import { verifyPage } from './verify.ts'
import { visitorOf } from './visitor.ts'
import { wechatPage } from './wechat.ts'

const ADDED = [
  homePage,
  reportPages,
  followPages,
  boardPage,
  regulationPages,
  casePages,
  myPages,
  plainPages,
  outboxPage,
  wechatPage,
  verifyPage,
]

/** `routes` are those of the API: the pages call their very functions. */
export async function servePages(
  root: FastifyInstance,
  parts: Parts,
  routes: readonly Route[],
  settings: PageSettings,
): Promise<void> {
  const renderer = openRenderer(parts, settings)
  const calls = openCalls(routes)
  tellProblems(root, parts, renderer)
  await root.register(async app => {
    await readForms(app)
    const pages: Pages = { app, parts, calls, ...renderer }
    tellErrors(pages)
    for (const add of ADDED) add(pages)
  })
}

/** A page says what a problem document would say; a defect goes on to whoever logs it. */
function tellErrors(pages: Pages): void {
  pages.app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const isExpected = error instanceof Refused || error instanceof InvalidInput
    const visitor = await visitorOf(pages.parts, request, reply).catch(() => null)
    const status = error.statusCode ?? 500
    if (!visitor || (!isExpected && status >= 500)) throw error
    const said = isExpected
      ? troubleFrom(error)
      : {
          zh: '请求无法读取，请返回再试。',
          en: 'The request could not be read; please go back and try again.',
        }
    return message(pages, visitor, {
      status: isExpected ? 422 : status,
      title: visitor.t('没有办成', 'That did not work'),
      text: visitor.t(said.zh, said.en),
    })
  })
}
