/** Keeps the page of one's appeal as it is now, as long as somebody looks at it; what is being typed is left alone. */
import { t } from './words.ts'

const EVERY = 15_000
const MOST = 120_000
/** A phone that lies about doesn't keep a sign-in alive. */
const NOBODY_FOR = 20 * 60_000

export function stayCurrent(): void {
  const live = document.querySelector<HTMLElement>('[data-live]')
  const news = document.querySelector<HTMLElement>('[data-news]')
  if (!live || !news) return
  const before = new Map(partsOf(live).map(part => [part.dataset.part!, part.innerHTML]))
  let tag = ''
  let pause = EVERY
  let timer = 0
  let lastSign = Date.now()
  const later = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(look, pause)
  }
  async function look(): Promise<void> {
    if (document.hidden || Date.now() - lastSign > NOBODY_FOR) return later()
    const answer = await fetch(live!.dataset.live!, {
      cache: 'no-store',
      headers: { 'if-none-match': tag },
    }).catch(() => null)
    pause = answer && answer.status < 500 ? EVERY : Math.min(MOST, pause * 2)
    if (answer?.status === 403) return ended(news!)
    if (answer?.ok) {
      const waits = take(live!, before, await answer.text(), news!)
      // What could not be put in place yet is asked for again.
      tag = waits ? '' : (answer.headers.get('etag') ?? '')
    }
    later()
  }
  for (const sign of ['pointerdown', 'keydown', 'scroll'])
    addEventListener(sign, () => (lastSign = Date.now()), { passive: true })
  addEventListener('visibilitychange', () => {
    lastSign = Date.now()
    if (!document.hidden) void look()
  })
  later()
}

const partsOf = (inside: ParentNode): HTMLElement[] => [
  ...inside.querySelectorAll<HTMLElement>('[data-part]'),
]

/** Puts what changed in its place and says so; true when a part in which somebody is at work has to wait. */
function take(live: HTMLElement, before: Map<string, string>, html: string, news: HTMLElement): boolean {
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  let waits = false
  let changed = false
  for (const next of partsOf(fresh)) {
    const name = next.dataset.part!
    if (before.get(name) === next.innerHTML) continue
    const here = live.querySelector<HTMLElement>(`[data-part="${name}"]`)
    if (!here || isInUse(here)) {
      waits = true
      continue
    }
    before.set(name, next.innerHTML)
    here.replaceChildren(...document.adoptNode(next).childNodes)
    changed = true
  }
  if (changed) news.textContent = t('有新进展：', 'News: ') + (live.querySelector('h2')?.textContent ?? '')
  return waits
}

/** Something was opened, typed or chosen in it, or the keyboard is there. */
const isInUse = (part: HTMLElement): boolean =>
  part.contains(document.activeElement) ||
  part.querySelector('details[open]') !== null ||
  [...part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].some(
    field =>
      field.value !== field.defaultValue || ('checked' in field && field.checked !== field.defaultChecked),
  )

function ended(news: HTMLElement): void {
  const link = document.createElement('a')
  link.href = '/follow'
  link.textContent = t('请重新输入单号和查询码', 'please enter number and code again')
  news.replaceChildren(
    t('为了保护您的信息，页面已停止更新：', 'To protect you, this page is no longer kept up to date: '),
    link,
  )
}
