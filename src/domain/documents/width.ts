/** How much room a text takes on a line, in Chinese characters. */

/** A Latin letter or digit takes somewhat more than half a character. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign < '\u2000' ? 0.56 : 1), 0)
