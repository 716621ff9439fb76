/** Opens the palette from anywhere. */
const EVENT = 'yidan.palette'

export const openPalette = (): void => void dispatchEvent(new Event(EVENT))

/** Calls back when somebody opens it by key or by click. */
export function onPalette(open: () => void): () => void {
  const onKey = (e: KeyboardEvent) => {
    if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 'k') return
    e.preventDefault()
    open()
  }
  addEventListener('keydown', onKey)
  addEventListener(EVENT, open)
  return () => {
    removeEventListener('keydown', onKey)
    removeEventListener(EVENT, open)
  }
}
