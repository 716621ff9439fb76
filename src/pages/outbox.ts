/** The outbox of a sample city: what its people would have got on their phones, codes and all. */

const escaped = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

export interface OutboxPage {
  tenant: string
  messages: readonly { to: string; medium: string; text: string; createdAt: string; number: string | null }[]
}

/** A whole HTML page, without scripts. */
export const outboxPage = ({ tenant, messages }: OutboxPage): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>发件箱 Outbox · ${escaped(tenant)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.7 system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif }
  main { max-width: 42rem; margin: 6vh auto 4rem; padding: 0 1.25rem }
  ol { list-style: none; padding: 0; display: grid; gap: 1rem }
  li { border: 1px solid #8884; border-radius: .75rem; padding: .75rem 1rem }
  p { margin: 0; overflow-wrap: anywhere } small { opacity: .7 }
</style>
<main>
<h1>发件箱 <small>Outbox</small></h1>
<p>${escaped(tenant)}是示例城市：短信不会真的发出，都在这里。<br>A sample city: nothing is really sent, it is shown here.</p>
<ol>
${messages.map(item).join('\n') || '<li>还没有消息 Nothing yet'}
</ol>
</main>
</html>
`

const item = (m: OutboxPage['messages'][number]): string =>
  `<li><small>${escaped(m.createdAt)} · ${escaped(m.to)} · ${escaped(m.medium)}${m.number ? ` · ${escaped(m.number)}` : ''}</small><p>${escaped(m.text)}</p>`
