/** The plain start page: what this is, and the way to the API, until the web application is there. */
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '../server/demo/sample-accounts.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

export interface StartPage {
  version: string
  /** When every one of them is a sample, the accounts are shown; beside a real city never. */
  tenants: readonly { name: string; code: string; sample: boolean }[]
}

const rows = (): string =>
  SAMPLE_ACCOUNTS.map(
    a => `<tr><td><code>${escaped(a.login)}</code><td>${escaped(a.zh)}<br><small>${escaped(a.en)}</small>`,
  ).join('\n')

const sampleAccounts = (): string => `<h2>试用账号 <small>Accounts to try</small></h2>
<p>密码都是 All have the password <code>${escaped(SAMPLE_PASSWORD)}</code>。在<a href="/api/docs">接口浏览</a>中打开
<code>POST /api/v1/sign-in</code>，点 Try it out，填入下面的内容并执行；此后页面上的所有调用都以这个人的身份进行。<br>
In the API browser open <code>POST /api/v1/sign-in</code>, press Try it out and send this; from then on every call on
that page is made as that person.</p>
<pre>{ "login": "dispatcher", "password": "${escaped(SAMPLE_PASSWORD)}" }</pre>
<table>
${rows()}
</table>
<p>发给诉求人和单位的信息都在<a href="/outbox">发件箱</a>。<br>What people and units are told is in the <a href="/outbox">outbox</a>.</p>`

/** A whole HTML page, without scripts. */
export const startPage = ({ version, tenants }: StartPage): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>一单 Yidan</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.7 system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif }
  main { max-width: 42rem; margin: 12vh auto 4rem; padding: 0 1.25rem }
  h1 { font-size: 2.25rem; margin: 0 } h1 small { font-weight: 400; opacity: .65; font-size: 1.1rem; margin-left: .5rem }
  ul { list-style: none; padding: 0; display: grid; gap: .75rem }
  a { color: #0958d9; text-decoration: none; font-weight: 600 } a:hover { text-decoration: underline }
  @media (prefers-color-scheme: dark) { a { color: #7cb3ff } }
  h2 { margin-top: 2.5rem } h2 small { font-weight: 400; opacity: .65 } pre { overflow-x: auto }
  td { padding: .3rem 1.25rem .3rem 0; vertical-align: top }
  td code { white-space: nowrap }
  pre { white-space: pre-wrap; overflow-wrap: anywhere }
  footer { opacity: .65; font-size: .875rem; margin-top: 3rem }
</style>
<main>
<h1>一单<small>Yidan</small></h1>
<p>一个诉求，一张单子，管到底：接、转、办、督、考、用。<br>One appeal, one ticket, all the way.</p>
<ul>
<li><a href="/api/docs">接口浏览 API browser</a> — 全部接口，可以直接试用 every call, to read and to try
<li><a href="/api/openapi.json">OpenAPI 3.1</a> — 供程序读取 for programs
<li><a href="/healthz">运行状态 Health</a>
</ul>
<p>${tenants.map(t => `${escaped(t.name)}（<code>${escaped(t.code)}</code>）${t.sample ? '示例 sample' : ''}`).join('、') || '还没有城市 No city yet: <code>./yidan demo</code>'}</p>
${tenants.length > 0 && tenants.every(t => t.sample) ? sampleAccounts() : ''}
<footer>版本 Version ${escaped(version)}</footer>
</main>
</html>
`
