/** Pictures and papers: chosen or taken with the phone, sent at once or kept for later, with what went wrong beside each. */
import { CameraOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button, Flex } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { Away, addressOf, upload } from '../../api.ts'
import { t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'
import { freshKey } from '../../ui/fresh-key.ts'
import { useKeeping } from '../keeping.ts'
import { type Chosen, ChosenFile } from './ChosenFile.tsx'
import { shrunk } from './shrink.ts'

export type Purpose = Parameters<typeof upload>[1]
/** The id the server gave, or the name under which this machine keeps it. */
export type FileRef = number | string

interface Props {
  value?: FileRef[]
  onChange?: (refs: FileRef[]) => void
  id?: string
  purpose: Purpose
  /** Only pictures. */
  pictures?: boolean
}

export function FilesField({ value = [], onChange, purpose, pictures, id }: Props) {
  const own = useId()
  const { chosen, add, retry, drop } = useChosen({ value, onChange, purpose })
  return (
    <Flex vertical gap="small">
      <input
        id={id ?? own}
        className="sr-only"
        type="file"
        // The button below is what one walks to.
        tabIndex={-1}
        multiple
        accept={pictures ? 'image/*' : undefined}
        {...(id === undefined && { 'aria-label': t('附件', 'Files') })}
        onChange={e => {
          for (const file of e.target.files ?? []) void add(file)
          e.target.value = ''
        }}
      />
      {chosen.length > 0 && (
        <ul className="chosen-files">
          {chosen.map(c => (
            <ChosenFile key={c.key} chosen={c} onDrop={() => drop(c)} onRetry={() => void retry(c)} />
          ))}
        </ul>
      )}
      <Button
        size="large"
        icon={pictures ? <CameraOutlined /> : <PaperClipOutlined />}
        onClick={() => document.getElementById(id ?? own)?.click()}
      >
        {pictures ? t('拍照或选照片', 'Take or choose pictures') : t('添加附件', 'Add files')}
      </Button>
    </Flex>
  )
}

/** What a draft remembers of files: their references alone. */
const remembered = (ref: FileRef): Chosen => ({
  key: String(ref),
  name: t('已选的文件', 'file chosen before'),
  preview: typeof ref === 'number' ? addressOf('openFile', { params: { id: ref } }) : null,
  ref,
  error: null,
})

function useChosen({
  value,
  onChange,
  purpose,
}: Required<Pick<Props, 'value' | 'purpose'>> & { onChange?: Props['onChange'] }) {
  const keeping = useKeeping()
  const [chosen, setChosen] = useState<Chosen[]>(() => value.map(remembered))
  const refs = useRef(value)
  const files = useRef(new Map<string, File>())
  const set = (key: string, patch: Partial<Chosen>) =>
    setChosen(all => all.map(c => (c.key === key ? { ...c, ...patch } : c)))
  const tell = (next: FileRef[]) => {
    refs.current = next
    onChange?.(next)
  }
  // Pictures of a draft that are only on this machine are read from it.
  useEffect(() => {
    for (const ref of refs.current)
      if (typeof ref === 'string')
        void keeping.fileOf(ref).then(file => {
          if (file) setChosen(all => all.map(c => (c.ref === ref ? seenAs(c, file) : c)))
        })
  }, [keeping.fileOf])
  const send = async (key: string, file: File) => {
    try {
      const ref = await placeFor(file)
      tell([...refs.current, ref])
      set(key, { ref, error: null })
    } catch (error) {
      set(key, { error: sentenceOf(error as Error) })
    }
  }
  async function placeFor(file: File): Promise<FileRef> {
    try {
      return (await upload(file, purpose)).id
    } catch (error) {
      if (error instanceof Away) return keeping.keepFile(file, purpose)
      throw error
    }
  }
  const add = async (original: File) => {
    const key = freshKey()
    setChosen(all => [...all, { key, name: original.name, preview: null, ref: null, error: null }])
    const file = await shrunk(original)
    files.current.set(key, file)
    setChosen(all => all.map(c => (c.key === key ? seenAs(c, file) : c)))
    await send(key, file)
  }
  const retry = async ({ key }: Chosen) => {
    const file = files.current.get(key)
    set(key, { error: null })
    if (file) await send(key, file)
  }
  const drop = (gone: Chosen) => {
    setChosen(all => all.filter(c => c.key !== gone.key))
    if (gone.ref !== null) tell(refs.current.filter(r => r !== gone.ref))
    if (gone.preview?.startsWith('blob:')) URL.revokeObjectURL(gone.preview)
  }
  return { chosen, add, retry, drop }
}

const seenAs = (chosen: Chosen, file: File): Chosen => ({
  ...chosen,
  name: file.name,
  preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
})
