/** A wide table scrolls by itself, also by keyboard. */
import type { ReactNode } from 'react'

export function Scrolls({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label={name}>
      {children}
    </section>
  )
}
