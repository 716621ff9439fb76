/** The files that are taken: by extension, what their content must prove to be and how they are served. */

/** What a content proves to be; extensions that share a family may stand for one another. */
export type Family =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'heic'
  | 'gif'
  | 'pdf'
  | 'doc'
  | 'xls'
  | 'docx'
  | 'xlsx'
  | 'text'
  | 'mp3'
  | 'wav'
  | 'isoMedia'

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** Extension → family and media type. No archives, no programs, nothing a browser would run. */
const TYPES: Record<string, readonly [Family, string]> = {
  jpg: ['jpeg', 'image/jpeg'],
  jpeg: ['jpeg', 'image/jpeg'],
  png: ['png', 'image/png'],
  webp: ['webp', 'image/webp'],
  heic: ['heic', 'image/heic'],
  heif: ['heic', 'image/heif'],
  gif: ['gif', 'image/gif'],
  pdf: ['pdf', 'application/pdf'],
  doc: ['doc', 'application/msword'],
  xls: ['xls', 'application/vnd.ms-excel'],
  docx: ['docx', `${OFFICE}.wordprocessingml.document`],
  xlsx: ['xlsx', `${OFFICE}.spreadsheetml.sheet`],
  txt: ['text', 'text/plain'],
  csv: ['text', 'text/csv'],
  mp3: ['mp3', 'audio/mpeg'],
  wav: ['wav', 'audio/wav'],
  m4a: ['isoMedia', 'audio/mp4'],
  mp4: ['isoMedia', 'video/mp4'],
  mov: ['isoMedia', 'video/quicktime'],
}

/** What the library that reads first bytes calls our families. */
const FOUND: Record<string, Family> = {
  jpg: 'jpeg',
  png: 'png',
  apng: 'png',
  webp: 'webp',
  heic: 'heic',
  gif: 'gif',
  pdf: 'pdf',
  mp3: 'mp3',
  wav: 'wav',
  mp4: 'isoMedia',
  m4v: 'isoMedia',
  m4a: 'isoMedia',
  mov: 'isoMedia',
}

export const familyFound = (ext: string | undefined): Family | null => FOUND[ext ?? ''] ?? null

/** Family and media type that the name promises; null for an extension that isn't taken. */
export function promisedBy(name: string): { family: Family; type: string } | null {
  const ext = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
  const known = ext && Object.hasOwn(TYPES, ext) ? TYPES[ext] : undefined
  return known ? { family: known[0], type: known[1] } : null
}

export const isPicture = (family: Family): boolean => ['jpeg', 'png', 'webp', 'heic', 'gif'].includes(family)
