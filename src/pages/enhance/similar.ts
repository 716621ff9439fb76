/** While somebody writes, what others reported already is shown below, and what kind of matter it looks like. */
import { t } from './words.ts'

const PAUSE = 900
const LEAST = 10
/** One form asks so often at most: an office behind one address shares the server's patience. */
const MOST_ASKED = 12

interface Similar {
  ref: string
  category: string | null
  area: string | null
  title: string | null
  reported: number
  since: string
  stageZh: string
  stageEn: string
}
interface Found {
  similar: Similar[]
  category: { id: number; name: string } | null
}

export function suggestSimilar(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-similar]')
  const place = form?.querySelector<HTMLElement>('[data-similar-here]')
  if (!form || !place) return
  let timer = 0
  let asked = ''
  let left = MOST_ASKED
  const ask = async (): Promise<void> => {
    const question = questionOf(form)
    if (question === null || question === asked || left === 0) return
    asked = question
    left -= 1
    const found = await answerTo(form.dataset.similar!, question)
    // Somebody may have written on meanwhile.
    if (found && question === questionOf(form)) show(place, found, form.id)
  }
  form.addEventListener('input', event => {
    if (!NAMES.includes((event.target as HTMLInputElement).name)) return
    for (const known of place.querySelectorAll('input')) known.remove()
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), PAUSE)
  })
}

const NAMES = ['content', 'address', 'regionId', 'confidential', 'anonymous']
const typedIn = (form: HTMLFormElement, name: string): string =>
  (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? ''
const isChecked = (form: HTMLFormElement, name: string): boolean =>
  (form.elements.namedItem(name) as HTMLInputElement | null)?.checked ?? false

/** The request's body; null while there is too little, or nothing may be compared. */
function questionOf(form: HTMLFormElement): string | null {
  const content = typedIn(form, 'content')
  if (content.length < LEAST || isChecked(form, 'confidential') || isChecked(form, 'anonymous')) return null
  const [address, regionId] = [typedIn(form, 'address'), Number(typedIn(form, 'regionId'))]
  const place = { ...(address && { address }), ...(regionId && { regionId }) }
  return JSON.stringify({ content, ...(Object.keys(place).length > 0 && { place }) })
}

async function answerTo(url: string, body: string): Promise<Found | null> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', body, headers }).catch(() => null)
  return answer?.ok ? ((await answer.json()) as Found) : null
}

function show(place: HTMLElement, { similar, category }: Found, formId: string): void {
  const parts: HTMLElement[] = []
  if (category) {
    parts.push(made('p', 'hint', t('看起来是：', 'This looks like: ') + category.name))
    parts.push(hidden('suggestedId', String(category.id)))
  }
  if (similar.length > 0) {
    parts.push(
      made(
        'p',
        'similar-says',
        t(
          '已有人反映类似的事。是同一件就点“我也遇到”，不用另写。',
          'Others have reported something like this. If it is the same, press “Me too” and write no more.',
        ),
      ),
    )
    const list = made('ul', 'matters')
    list.append(...similar.map(s => itemOf(s, formId)))
    // Who has seen them isn't asked again when these very words are sent.
    parts.push(list, hidden('checked', '1'))
  }
  place.classList.toggle('similar', similar.length > 0)
  place.replaceChildren(...parts)
}

function itemOf(s: Similar, formId: string): HTMLElement {
  const item = made('li', 'matter')
  const where = [s.area, s.category].filter(Boolean).join(' · ')
  const button = made('button', 'button second', t('我也遇到', 'Me too')) as HTMLButtonElement
  button.type = 'submit'
  button.name = 'join'
  button.value = s.ref
  button.setAttribute('form', formId)
  item.append(
    made('p', 'matter-title', s.title ?? where),
    made(
      'p',
      'meta',
      t(
        `${s.title ? `${where}；` : ''}${s.reported} 人反映，${s.since} 起，${s.stageZh}`,
        `${s.title ? `${where}; ` : ''}reported by ${s.reported}, since ${s.since}; ${s.stageEn}`,
      ),
    ),
    button,
  )
  return item
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  Object.assign(input, { type: 'hidden', name, value })
  return input
}

function made(name: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}
