/** What makes a password acceptable: long, mixed, and not what everybody tries first (GB/T 22239-2019 8.1.4). */

export type PasswordFault = 'tooShort' | 'tooLong' | 'tooFewKinds' | 'tooUniform' | 'namesOwner' | 'common'

const LEAST = 10
// Argon2 would hash any length; nobody types more, and a megabyte of password only keeps the server busy.
const MOST = 256
const LEAST_KINDS = 3
const LEAST_DIFFERENT = 6
const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

// What stays of the usual bad ones when digits and signs around them are taken away and p@ssw0rd is read as password.
const COMMON_CORES = new Set(
  (
    'password passwd pass admin administrator root user guest test demo welcome letmein login master qwerty qwertyuiop ' +
    'qwer qwerasdf asdf asdfgh asdfghjkl zxcv zxcvbn abc abcd abcdef aaa iloveyou woaini woaizhongguo zhongguo china ' +
    'beijing dragon monkey huawei changeme default temp office police hotline government zhengfu yidan'
  ).split(' '),
)
const COMMON = new Set([
  '1qaz2wsx3edc',
  '1qaz@wsx3edc',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5',
  'zaq12wsxcde3',
  'a1b2c3d4e5',
])
const LEET: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Why the password won't do for this login and name; null when it will. */
export function whyNotPassword(password: string, login: string, name: string): PasswordFault | null {
  const text = password.normalize('NFKC')
  const length = [...text].length
  if (length < LEAST) return 'tooShort'
  if (length > MOST) return 'tooLong'
  if (KINDS.filter(kind => kind.test(text)).length < LEAST_KINDS) return 'tooFewKinds'
  if (new Set(text.toLowerCase()).size < LEAST_DIFFERENT) return 'tooUniform'
  if ([login, name].some(own => own.length > 1 && text.toLowerCase().includes(own.toLowerCase())))
    return 'namesOwner'
  return isCommon(text.toLowerCase()) ? 'common' : null
}

function isCommon(text: string): boolean {
  const core = text.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
  const read = core.replace(/[^\p{L}]/gu, sign => LEET[sign] ?? sign)
  return COMMON.has(text) || [core, read].some(word => word === '' || COMMON_CORES.has(word))
}
