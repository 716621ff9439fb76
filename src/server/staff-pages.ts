/** Serves the workbenches of staff: one page for the four doors, and in a sample city a way in with one click. */
import type { FastifyInstance } from 'fastify'
import { isRefusal, refuse } from '../domain/refusal.ts'
import { setSessionCookie } from './accounts/authenticate.ts'
import { signIn } from './accounts/login.ts'
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from './demo/sample-accounts.ts'
import { Refused } from './kernel/http/problems.ts'
import { openWebFiles, type WebFiles } from './kernel/http/web-files.ts'
import type { Parts } from './parts.ts'

/** 话务派单、承办、调度、管理; `/staff` leads each person to their own. */
const DOORS = ['/desk', '/unit', '/command', '/admin', '/staff'] as const

const POLICY = [
  "default-src 'self'",
  // The style library writes its rules into the page.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

export function serveStaffPages(app: FastifyInstance, parts: Parts, tiles: string | null): void {
  const files = openWebFiles()
  serveUnitWorker(app, files)
  const policy = POLICY.map(p => (tiles && p.startsWith('img-src') ? `${p} ${tiles}` : p)).join('; ')
  for (const door of DOORS)
    for (const url of [door, `${door}/*`])
      app.get(url, { schema: { hide: true } }, async (_request, reply) =>
        reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-cache')
          .header('content-security-policy', policy)
          .header('referrer-policy', 'same-origin')
          .send(staffPage(files)),
      )
  serveSampleEntrance(app, parts)
}

/** The worker that lets 承办 open without a network. It stands beside the door: a worker rules what is below its own address. */
function serveUnitWorker(app: FastifyInstance, files: WebFiles): void {
  app.get('/unit-worker.js', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', "default-src 'self'")
      .send(files.text('src/web/unit/offline/worker.ts') ?? '// not built yet'),
  )
}

/** The shell; everything in it comes from the build. */
function staffPage(files: WebFiles): string {
  const main = files.entry('src/web/main.tsx')
  const links = [
    ...(main?.styles ?? []).map(href => `<link rel="stylesheet" href="${href}">`),
    ...(main?.preloads ?? []).map(href => `<link rel="modulepreload" href="${href}">`),
  ]
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>一单 Yidan</title>
<link rel="icon" href="${files.href('src/web/icon.svg')}">
${links.join('\n')}
</head>
<body>
<div id="root"></div>
<noscript>工作台需要 JavaScript；公众页面不需要：<a href="/">首页</a>。 The workbenches need JavaScript; the <a href="/">public pages</a> don’t.</noscript>
${main ? `<script type="module" src="${main.href}"></script>` : '<p>页面尚未构建 The pages are not built yet: <code>npm run build</code></p>'}
</body>
</html>
`
}

/** GET /enter/<login>: signs a sample account in. There is no such way into any other city. */
function serveSampleEntrance(app: FastifyInstance, parts: Parts): void {
  app.get<{ Params: { login: string } }>(
    '/enter/:login',
    { schema: { hide: true } },
    async (request, reply) => {
      const all = await parts.tenants.all()
      const account = SAMPLE_ACCOUNTS.find(a => a.login === request.params.login)
      const tenant = all.find(t => t.sample)
      if (!tenant || !account || !all.every(t => t.sample)) throw new Refused(refuse('not-found'))
      const asked = {
        tenantId: tenant.id,
        login: account.login,
        password: SAMPLE_PASSWORD,
        address: request.ip,
      }
      const opened = await signIn(parts.gate, asked)
      if (isRefusal(opened)) throw new Refused(opened)
      setSessionCookie(parts.gate, request, reply, opened)
      return reply.header('cache-control', 'no-store').redirect('/staff')
    },
  )
}
