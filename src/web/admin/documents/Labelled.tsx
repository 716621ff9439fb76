/** A field with its label above and a hint below. */
import { Flex } from 'antd'
import { type ReactNode, useId } from 'react'

interface Props {
  label: string
  hint?: string
  children: (id: string) => ReactNode
}

export function Labelled({ label, hint, children }: Props) {
  const id = useId()
  return (
    <Flex vertical gap={4}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <small style={{ opacity: 0.75 }}>{hint}</small>}
    </Flex>
  )
}
