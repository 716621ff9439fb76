/** Pictures and papers: chosen or taken with the phone, uploaded at once, with what went wrong beside each. */
import { CameraOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Flex, Typography } from 'antd'
import { useId, useRef, useState } from 'react'
import { upload } from '../../api.ts'
import { t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'

export type Purpose = Parameters<typeof upload>[1]

interface Sent {
  key: string
  name: string
  /** Of a picture, to look at while it goes up. */
  preview: string | null
  id: number | null
  error: string | null
}

interface Props {
  value?: number[]
  onChange?: (ids: number[]) => void
  id?: string
  purpose: Purpose
  /** Only pictures. */
  pictures?: boolean
}

export function FilesField({ value = [], onChange, purpose, pictures, id }: Props) {
  const [sent, setSent] = useState<Sent[]>([])
  const ids = useRef(value)
  const own = useId()
  const set = (key: string, patch: Partial<Sent>) =>
    setSent(all => all.map(s => (s.key === key ? { ...s, ...patch } : s)))
  const tell = (next: number[]) => {
    ids.current = next
    onChange?.(next)
  }
  const send = async (file: File) => {
    const key = crypto.randomUUID()
    const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
    setSent(all => [...all, { key, name: file.name, preview, id: null, error: null }])
    try {
      const kept = await upload(file, purpose)
      set(key, { id: kept.id })
      tell([...ids.current, kept.id])
    } catch (error) {
      set(key, { error: sentenceOf(error as Error) })
    }
  }
  const drop = (gone: Sent) => {
    setSent(all => all.filter(s => s.key !== gone.key))
    if (gone.id !== null) tell(ids.current.filter(i => i !== gone.id))
    if (gone.preview) URL.revokeObjectURL(gone.preview)
  }
  return (
    <Flex vertical gap="small">
      <input
        id={id ?? own}
        className="sr-only"
        type="file"
        multiple
        accept={pictures ? 'image/*' : undefined}
        aria-label={pictures ? t('照片', 'Pictures') : t('附件', 'Files')}
        onChange={e => {
          for (const file of e.target.files ?? []) void send(file)
          e.target.value = ''
        }}
      />
      <Button icon={<CameraOutlined />} onClick={() => document.getElementById(id ?? own)?.click()}>
        {pictures ? t('拍照或选择照片', 'Take or choose pictures') : t('添加附件', 'Add files')}
      </Button>
      {sent.map(s => (
        <Flex key={s.key} gap="small" align="center">
          {s.preview && (
            <img
              src={s.preview}
              alt=""
              style={{ width: 48, height: 48, objectFit: 'cover', borderRadius: 4 }}
            />
          )}
          <Typography.Text ellipsis style={{ flex: 1 }} {...(s.error && { type: 'danger' as const })}>
            {s.name}
            {s.error ? ` — ${s.error}` : s.id === null ? ` — ${t('上传中…', 'uploading…')}` : ''}
          </Typography.Text>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t(`删除 ${s.name}`, `Remove ${s.name}`)}
            onClick={() => drop(s)}
          />
        </Flex>
      ))}
    </Flex>
  )
}
