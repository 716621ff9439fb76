/** Names and what stands for each, in as many columns as there is room for. */
import type { ReactNode } from 'react'
import './panel.css'

export type Fact = readonly [name: string, value: ReactNode]

/** What has no value is left out. */
export function Facts({ of }: { of: readonly Fact[] }) {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value)
        .map(([name, value], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is fixed
          <div key={i}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
