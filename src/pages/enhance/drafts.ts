/** What was written stays in this browser until it is sent; it is offered back, never filled in unasked. */
import { t } from './words.ts'

const KEPT_FOR = 7 * 24 * 3600 * 1000
/** Who somebody is isn't left lying in a browser. */
const FIELDS = ['content', 'address', 'regionId', 'categoryId'] as const

type Draft = { at: number } & Partial<Record<(typeof FIELDS)[number], string>>

export function keepDrafts(): void {
  clearAfterReceipt()
  const form = document.querySelector<HTMLFormElement>('form[data-draft]')
  if (!form) return
  const key = `yidan.draft.${form.dataset.draft}`
  const draft = read(key)
  const content = field(form, 'content')
  if (draft?.content && content && !content.value) offer(form, key, draft)
  form.addEventListener('input', () => write(key, form))
  form.addEventListener('submit', () => {
    remember('yidan.sent', key)
  })
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const field = (form: HTMLFormElement, name: string): Control | null =>
  form.elements.namedItem(name) as Control | null

/** Storage may be closed or full, e.g. in a private window: then there is no draft. */
function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
    return draft && Date.now() - draft.at < KEPT_FOR ? draft : null
  } catch {
    return null
  }
}

function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {}
}

function write(key: string, form: HTMLFormElement): void {
  const kept = FIELDS.map(name => [name, field(form, name)?.value ?? ''] as const).filter(
    ([, value]) => value,
  )
  remember(key, kept.length ? JSON.stringify({ at: Date.now(), ...Object.fromEntries(kept) }) : null)
}

/** On the receipt the draft has served. */
function clearAfterReceipt(): void {
  if (location.pathname !== '/receipt') return
  const sent = localStorage.getItem('yidan.sent')
  if (sent) remember(sent, null)
  remember('yidan.sent', null)
}

function offer(form: HTMLFormElement, key: string, draft: Draft): void {
  const note = document.createElement('p')
  note.className = 'note'
  note.setAttribute('role', 'status')
  note.append(t('您上次写了一半：', 'You left this half written: '), `“${draft.content!.slice(0, 30)}…” `)
  const use = button(t('接着写', 'Go on with it'), () => {
    for (const name of FIELDS) {
      const control = field(form, name)
      if (control && draft[name]) control.value = draft[name]
    }
    note.remove()
    field(form, 'content')?.focus()
  })
  const drop = button(t('不要了', 'Throw it away'), () => {
    remember(key, null)
    note.remove()
  })
  note.append(use, ' ', drop)
  form.prepend(note)
}

function button(text: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'link'
  made.textContent = text
  made.addEventListener('click', run)
  return made
}
