/** The sheet as it will print, while its form is written. */
import { Form, type FormInstance } from 'antd'
import type { SheetKind } from '../../../domain/vocabulary.ts'
import { t } from '../../text.ts'
import { PaperPreview } from '../paper/PaperPreview.tsx'
import { isLimit } from '../ticket/limit-words.ts'

interface Props {
  form: FormInstance<Record<string, unknown>>
  number: string
}

export function SheetPreview({ form, number }: Props) {
  const { kind, demand, limit } = (Form.useWatch([], form) ?? {}) as {
    kind?: SheetKind
    demand?: string
    limit?: string
  }
  const body = kind && {
    kind,
    ...(demand?.trim() && { demand: demand.trim() }),
    ...(limit && isLimit(limit) && { limit }),
  }
  return (
    <PaperPreview
      asked={body ? { name: 'previewSheet', input: { params: { number }, body } } : null}
      empty={t('选了单种，这里就是印出来的样子。', 'Choose the sheet: here is how it will print.')}
    />
  )
}
