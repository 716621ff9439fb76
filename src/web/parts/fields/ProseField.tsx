/** A field for sentences: words that come up every day at hand, and the next blank marked until none is left. */
import { Button, Flex, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef } from 'react'
import { t } from '../../text.ts'
import { BLANK, type Template } from './templates.ts'

interface Props {
  value?: string
  onChange?: (value: string) => void
  id?: string
  templates: readonly Template[]
}

export function ProseField({ value = '', onChange, id, templates }: Props) {
  const area = useRef<TextAreaRef>(null)
  const blanks = value.match(new RegExp(BLANK, 'g'))?.length ?? 0
  const markBlank = (text: string) => {
    const found = BLANK.exec(text)
    const field = area.current?.resizableTextArea?.textArea
    if (!field) return
    field.focus()
    if (found) field.setSelectionRange(found.index, found.index + found[0].length)
  }
  const put = (text: string) => {
    const next = value.trim() === '' ? text : `${value.trimEnd()}\n${text}`
    onChange?.(next)
    // The field has the text after the next drawing.
    requestAnimationFrame(() => markBlank(next))
  }
  return (
    <>
      {templates.length > 0 && (
        <Flex gap={6} wrap role="group" aria-label={t('常用语', 'Usual words')} style={{ marginBottom: 6 }}>
          {templates.map(one => (
            <Button key={one.zh} size="small" className="template" onClick={() => put(one.text)}>
              {t(one.zh, one.en)}
            </Button>
          ))}
        </Flex>
      )}
      <Input.TextArea
        {...(id && { id })}
        ref={area}
        value={value}
        onChange={e => onChange?.(e.target.value)}
        autoSize={{ minRows: 4, maxRows: 14 }}
      />
      {blanks > 0 && (
        <Button size="small" type="link" style={{ paddingInline: 0 }} onClick={() => markBlank(value)}>
          {t(`还有 ${blanks} 处〔〕待填，下一处`, `${blanks} 〔blanks〕 left, go to the next`)}
        </Button>
      )}
    </>
  )
}
