/** A page: its title, what can be done on it, and its content. */
import { Flex } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { t } from '../text.ts'

interface Props {
  title: string
  /** Beside the title. */
  actions?: ReactNode
  /** Under the title, small. */
  about?: ReactNode
  children: ReactNode
  /** Of reading width; lists and boards take all there is. */
  narrow?: boolean
}

export function Page({ title, actions, about, children, narrow }: Props) {
  useEffect(() => {
    document.title = `${title} · ${t('一单', 'Yidan')}`
  }, [title])
  return (
    <div style={{ padding: 'clamp(12px, 2vw, 24px)', ...(narrow && { maxWidth: 960 }) }}>
      <Flex wrap gap="small" justify="space-between" align="center" style={{ marginBottom: 16 }}>
        <div>
          <h1 style={{ fontSize: 22, lineHeight: 1.35, margin: 0 }}>{title}</h1>
          {about && <span style={{ color: 'var(--ant-color-text-secondary)' }}>{about}</span>}
        </div>
        {actions && (
          <Flex wrap gap="small" className="no-print">
            {actions}
          </Flex>
        )}
      </Flex>
      {children}
    </div>
  )
}
