/** One way to write a telephone number, so that the same person is found however it was typed. */

/**
 * The digits as they are dialled in China: '+86 138-0013-8000' and '１３８００１３８０００' become '13800138000', '+86 931
 * 8888888' becomes '09318888888'. A number of another country begins with '00'. Empty when there are no digits.
 */
export function normalPhone(text: string): string {
  const narrow = text.normalize('NFKC').trim()
  const digits = narrow.replace(/\D/g, '')
  if (narrow.startsWith('+'))
    return digits.startsWith('86') ? dialledAtHome(digits.slice(2)) : international(digits)
  if (digits.startsWith('0086')) return dialledAtHome(digits.slice(4))
  return /^86/.test(digits) && isMobile(digits.slice(2)) ? digits.slice(2) : digits
}

/** Is it a mobile number of the mainland, which can get a message? Takes what normalPhone gives. */
export const isMobile = (phone: string): boolean => /^1[3-9]\d{9}$/.test(phone)

const international = (digits: string): string => digits && `00${digits}`

// Behind the country code the area code stands without its 0; 400 and 800 lines never had one.
const dialledAtHome = (digits: string): string =>
  isMobile(digits) || digits.length < 9 || /^(?:0|[48]00)/.test(digits) ? digits : `0${digits}`
