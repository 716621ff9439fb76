/** One file that was chosen: its picture, how far it is, and how to take it out again. */
import { DeleteOutlined, ReloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { t } from '../../text.ts'
import type { FileRef } from './FilesField.tsx'

export interface Chosen {
  key: string
  name: string
  /** Of a picture, to look at while it goes up. */
  preview: string | null
  /** Null while it is on its way. */
  ref: FileRef | null
  error: string | null
}

interface Props {
  chosen: Chosen
  onDrop: () => void
  onRetry: () => void
}

export function ChosenFile({ chosen, onDrop, onRetry }: Props) {
  const { name, preview, error } = chosen
  return (
    <li>
      {preview && <img src={preview} alt="" />}
      <span className="chosen-name">
        {name}
        <small role={error ? 'alert' : undefined} className={error ? 'is-wrong' : undefined}>
          {stateOf(chosen)}
        </small>
      </span>
      {error && (
        <Button
          icon={<ReloadOutlined />}
          aria-label={t(`重新上传 ${name}`, `Upload ${name} again`)}
          onClick={onRetry}
        />
      )}
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t(`删除 ${name}`, `Remove ${name}`)}
        onClick={onDrop}
      />
    </li>
  )
}

function stateOf({ ref, error }: Chosen): string {
  if (error) return error
  if (ref === null) return t('正在处理…', 'on its way…')
  return typeof ref === 'number'
    ? t('已上传', 'uploaded')
    : t('已存本机，有网时上传', 'kept here, uploaded when there is a network')
}
