/** Takes the present list away as a file: shows how much has come, and can be stopped. */
import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Space } from 'antd'
import { useRef, useState } from 'react'
import { addressOf } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import type { Filter } from './filter.ts'

type Format = 'csv' | 'xlsx'

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

export function ExportButton({ filter }: { filter: Filter }) {
  const { may } = useSession()
  const { message } = App.useApp()
  const [came, setCame] = useState<number | null>(null)
  const stop = useRef<AbortController | null>(null)

  async function take(format: Format): Promise<void> {
    const { sort: _, ...query } = filter
    stop.current = new AbortController()
    setCame(0)
    try {
      const { signal } = stop.current
      const file = await fetched(addressOf('exportAppeals', { query: { ...query, format } }), signal, setCame)
      keep(file, `${t('台账', 'ledger')}-${new Date().toISOString().slice(0, 10)}.${format}`)
      message.success(t(`已导出 ${sizeOf(file.size)}`, `${sizeOf(file.size)} exported`))
    } catch (error) {
      if (!(error instanceof DOMException))
        message.error(t('导出没有成功，请再试一次。', 'The export did not succeed. Please try again.'))
    } finally {
      setCame(null)
    }
  }

  if (!may('export'))
    return (
      <ReasonedButton whyNot={t('您的角色不能导出', 'Your role may not export')}>
        {t('导出', 'Export')}
      </ReasonedButton>
    )
  if (came !== null)
    return (
      <Button onClick={() => stop.current?.abort()}>
        <span role="status">{t(`已取 ${sizeOf(came)}，点此停止`, `${sizeOf(came)} so far – stop`)}</span>
      </Button>
    )
  return (
    <Space.Compact>
      <Button icon={<DownloadOutlined />} onClick={() => void take('xlsx')}>
        {t('导出 Excel', 'Export Excel')}
      </Button>
      <Button onClick={() => void take('csv')} aria-label={t('导出 CSV', 'Export CSV')}>
        CSV
      </Button>
    </Space.Compact>
  )
}

/** Reads the answer piece by piece. Throws when it isn't a file, or the way broke off. */
async function fetched(address: string, signal: AbortSignal, onCame: (bytes: number) => void): Promise<Blob> {
  const response = await fetch(address, { signal })
  if (!response.ok || !response.body) throw new Error(`export: ${response.status}`)
  const reader = response.body.getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value)
    bytes += piece.value.length
    onCame(bytes)
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? 'application/octet-stream' })
}

function keep(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
