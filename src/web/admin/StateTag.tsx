/** A state in a word, in a colour that can be read on its ground. */
import { Tag } from 'antd'
import type { ReactNode } from 'react'

export type Tone = 'processing' | 'success' | 'warning' | 'error' | 'default'

const INKS: Record<Tone, string> = {
  processing: 'var(--ant-color-link)',
  success: 'var(--yidan-green)',
  warning: 'var(--yidan-yellow)',
  error: 'var(--yidan-red)',
  default: 'var(--ant-color-text)',
}

export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Tag color={tone} style={{ color: INKS[tone] }}>
      {children}
    </Tag>
  )
}
