/** A part of a page under its name, framed. */
import type { ReactNode } from 'react'
import './panel.css'

interface Props {
  title: ReactNode
  /** At the end of the line of the title. */
  extra?: ReactNode
  children: ReactNode
}

export function Panel({ title, extra, children }: Props) {
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
        {extra}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  )
}
