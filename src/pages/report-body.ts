/** What the form of an appeal says, as the API takes it. */
import type { sendAppeal } from '../contract/public.ts'
import type { InputOf } from '../contract/route.ts'
import { normalPhone } from '../domain/access/phone.ts'
import { publishedBehind } from '../server/record/read/board.ts'
import type { Trouble } from './calls.ts'
import type { PublicEntry } from './entries.ts'
import type { Form } from './forms.ts'
import type { Pages } from './page.ts'
import type { Visitor } from './visitor.ts'

const TITLE_LENGTH = 40
/** Digits of a telephone number: of the shortest local one, and of one from abroad. */
const PHONE_DIGITS = { least: 7, most: 15 }

export const queryOf = ({ request }: Visitor) => request.query as Record<string, string | undefined>

/** A number that nobody could be reached by: whoever mistypes it would never hear of the outcome. */
export function phoneTrouble(form: Form): Trouble | null {
  const phone = form.get('anonymous') ? '' : form.get('phone')
  const { length } = normalPhone(phone).replace(/\D/g, '')
  if (phone === '' || (length >= PHONE_DIGITS.least && length <= PHONE_DIGITS.most)) return null
  return {
    code: 'invalid-input',
    field: 'appellant.phone',
    zh: '电话号码好像不对：手机号 11 位，座机请加区号。',
    en: 'This does not look like a telephone number: a mobile has 11 digits, a landline its area code.',
    facts: {},
  }
}

type Body = InputOf<typeof sendAppeal>['body']

export async function bodyOf(pages: Pages, visitor: Visitor, form: Form, entry: PublicEntry): Promise<Body> {
  const content = form.get('content')
  const about = form.get('about')
    ? await publishedBehind(pages.parts, visitor.tenant.id, form.get('about'))
    : null
  const place = placeOf(form)
  const appellant = form.get('anonymous') ? null : appellantOf(form)
  const [organisationId, ...part] = form.get('behalf').split('/')
  const categoryId =
    numberIn(form.get('categoryId')) ?? about?.categoryId ?? numberIn(form.get('suggestedId')) ?? undefined
  const channelId = channelOf(visitor)
  return {
    ...(entry.entry ? { entry: entry.entry } : { kind: entry.kind!, intent: entry.intent! }),
    title: about ? `关于公示事项：${about.title ?? about.number}`.slice(0, 200) : titleOf(content),
    content,
    ...(about && { purpose: `公众监督评论，公示事项单号 ${about.number}` }),
    ...(categoryId !== undefined && { categoryId }),
    ...(channelId !== undefined && { channelId }),
    ...(place && { place }),
    ...(appellant && { appellant }),
    ...(form.get('anonymous') && { anonymous: true }),
    ...(form.get('confidential') && { confidential: true }),
    ...(form.get('noVisit') && { wantsVisit: false }),
    ...(organisationId && { organisationId: Number(organisationId) }),
    ...(part.length > 0 && { onBehalfOf: part.join('/') }),
    ...(form.files.length > 0 && { fileIds: form.files.map(f => f.id) }),
  }
}

/** The first sentence, in one line. */
const titleOf = (content: string): string =>
  [...(content.split(/[\n。！？!?；;]/).find(s => s.trim()) ?? content).trim()]
    .slice(0, TITLE_LENGTH)
    .join('')

function placeOf(form: Form): Body['place'] {
  const regionId = numberIn(form.get('regionId'))
  const [lng, lat] = [numberIn(form.get('lng')), numberIn(form.get('lat'))]
  const place = {
    ...(form.get('address') && { address: form.get('address') }),
    ...(regionId !== undefined && { regionId }),
    ...(lng !== undefined && lat !== undefined && { lng, lat }),
  }
  return Object.keys(place).length ? place : undefined
}

export function appellantOf(form: Form): Body['appellant'] {
  const said = {
    ...(form.get('name') && { name: form.get('name') }),
    ...(form.get('phone') && { phone: form.get('phone') }),
  }
  return Object.keys(said).length ? said : undefined
}

const numberIn = (text: string): number | undefined =>
  text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined

/** The channel the address names (the leaders' line), or the mini-program's inside it; else the web's. */
function channelOf(visitor: Visitor): number | undefined {
  const named = numberIn(queryOf(visitor).channel ?? '')
  if (named !== undefined) return named
  if (!/miniProgram/i.test(visitor.request.headers['user-agent'] ?? '')) return undefined
  return [...visitor.tenant.directory.channels.values()].find(c => c.active && c.kind === 'miniProgram')?.id
}
