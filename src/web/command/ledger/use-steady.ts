/** What rows are told to do when they are pressed, without drawing them anew. */
import { useRef } from 'react'

/** The same functions from drawing to drawing, which do what the latest ones do. */
export function useSteady<A, B>(acts: { open: (a: A) => void; mark: (a: A, b: B) => void }): typeof acts {
  const latest = useRef(acts)
  latest.current = acts
  return useRef({
    open: (a: A) => latest.current.open(a),
    mark: (a: A, b: B) => latest.current.mark(a, b),
  }).current
}
