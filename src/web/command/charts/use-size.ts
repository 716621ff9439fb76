/** How large the place of a drawing is, in pixels, so that its text is as large as that of the page. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

export interface Size {
  width: number
  height: number
}

export function useSize(): [RefObject<HTMLDivElement | null>, Size] {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = place.current!
      setSize(was => (was.width === width && was.height === height ? was : { width, height }))
    }
    measure()
    const sized = new ResizeObserver(measure)
    sized.observe(place.current!)
    return () => sized.disconnect()
  }, [])
  return [place, size]
}
