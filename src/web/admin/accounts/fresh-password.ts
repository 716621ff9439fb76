/** A password nobody has to think up; it is changed at the next sign-in. No letters that look like others. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export function freshPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(14))
  const letters = [...random].map(n => LETTERS[n % LETTERS.length]).join('')
  return `${letters.slice(0, 7)}-${letters.slice(7)}`
}
