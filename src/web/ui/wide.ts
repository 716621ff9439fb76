/** Is there room for it? Known from the first drawing on, so that nothing is drawn twice. */
import { useCallback, useSyncExternalStore } from 'react'

/** True while the window has at least so many CSS pixels across. */
export function useWide(pixels: number): boolean {
  const query = `(min-width: ${pixels}px)`
  const subscribe = useCallback(
    (tell: () => void) => {
      const asked = matchMedia(query)
      asked.addEventListener('change', tell)
      return () => asked.removeEventListener('change', tell)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
