/** What somebody types, once they pause. */
import { useEffect, useState } from 'react'

const PAUSE = 400

/** The value as it was when it last stood still. */
export function useSettled<T>(value: T, pause = PAUSE): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}
