/** The colours charts are drawn in on this page. */
import { DARK_INK, type Ink, LIGHT_INK } from '../parts/charts/ink.ts'
import { useTheme } from '../ui/theme.ts'

export const useInk = (): Ink => (useTheme().isDark ? DARK_INK : LIGHT_INK)
