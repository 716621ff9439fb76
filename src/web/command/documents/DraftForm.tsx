/** The fields of a paper; the text is typed as it always was, with 一、（一）1.（1）and tables of | a | b |. */
import { Checkbox, Flex, Input, Radio, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { DOCUMENT_NAMES, PAPER_KINDS } from '../../../domain/documents/kinds.ts'
import { useUnits } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import type { Draft } from './NewDocument.tsx'

interface Props {
  draft: Draft
  onChange: (draft: Draft) => void
}

const EXAMPLE = t(
  '各单位：……\n一、加强值守\n（一）落实责任。带班领导要在岗带班。\n| 日期 | 值班人员 |\n| 10月1日 | 张某 |',
  'All units: …\n一、First heading\n（一）Second heading. Goes on in the line.\n| day | on duty |\n| 1 Oct | Zhang |',
)

export function DraftForm({ draft, onChange }: Props) {
  const { may } = useSession()
  const units = useUnits().filter(u => u.active)
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part })
  return (
    <Flex vertical gap="middle">
      <Radio.Group
        aria-label={t('种类', 'Kind')}
        value={draft.kind}
        onChange={e => set({ kind: e.target.value })}
        optionType="button"
        options={PAPER_KINDS.map(kind => ({ value: kind, label: nameOf(DOCUMENT_NAMES, kind) }))}
      />
      <Labelled label={t('标题', 'Title')}>
        {id => (
          <Input id={id} maxLength={200} value={draft.title} onChange={e => set({ title: e.target.value })} />
        )}
      </Labelled>
      <Names
        label={t('主送', 'To')}
        value={draft.mainTo}
        onChange={mainTo => set({ mainTo })}
        units={units}
      />
      <Labelled
        label={t('正文', 'Text')}
        hint={t(
          '一行一段；“一、（一）1.（1）”开头的是标题，“| … |”的行是表格。',
          'A line is a paragraph; lines that begin with 一、（一）1.（1）are headings, lines of | … | a table.',
        )}
      >
        {id => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 12, maxRows: 40 }}
            maxLength={100_000}
            value={draft.text}
            placeholder={EXAMPLE}
            onChange={e => set({ text: e.target.value })}
          />
        )}
      </Labelled>
      <Names
        label={t('附件名称', 'Attachments')}
        value={draft.attachments}
        onChange={attachments => set({ attachments })}
      />
      <Names label={t('抄送', 'Copies to')} value={draft.cc} onChange={cc => set({ cc })} units={units} />
      <Labelled label={t('附注', 'Note')}>
        {id => (
          <Input
            id={id}
            maxLength={1000}
            value={draft.note ?? ''}
            onChange={e => set({ note: e.target.value || null })}
          />
        )}
      </Labelled>
      <Flex wrap gap="middle">
        {draft.kind === 'report' && (
          <Labelled label={t('签发人', 'Signatory')}>
            {id => (
              <Input
                id={id}
                maxLength={20}
                value={draft.signer ?? ''}
                onChange={e => set({ signer: e.target.value || null })}
              />
            )}
          </Labelled>
        )}
        <Labelled label={t('紧急程度', 'Urgency')}>
          {id => (
            <Select
              id={id}
              allowClear
              style={{ width: 110 }}
              value={draft.urgency ?? undefined}
              options={['特急', '加急'].map(value => ({ value, label: value }))}
              onChange={(urgency?: '特急' | '加急') => set({ urgency: urgency ?? null })}
            />
          )}
        </Labelled>
        {may('document.seal') && (
          <Checkbox
            style={{ alignSelf: 'end', paddingBottom: 6 }}
            checked={draft.seal ?? false}
            onChange={e => set({ seal: e.target.checked })}
          >
            {t('用印', 'With the seal')}
          </Checkbox>
        )}
      </Flex>
      <Labelled
        label={t('系统内收文单位', 'Units that find it here')}
        hint={t('这些单位的工作人员能在本系统看到全文。', 'Their staff can read it in this system.')}
      >
        {id => (
          <Select<number[]>
            id={id}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.recipients ?? []}
            options={units.map(u => ({ value: u.id, label: u.name }))}
            onChange={recipients => set({ recipients })}
          />
        )}
      </Labelled>
    </Flex>
  )
}

function Labelled({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <Flex vertical gap={4}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <small style={{ opacity: 0.75 }}>{hint}</small>}
    </Flex>
  )
}

interface NamesProps {
  label: string
  value: readonly string[] | undefined
  onChange: (names: string[]) => void
  units?: readonly { name: string }[]
}

/** Names that are typed or chosen among the city's units. */
function Names({ label, value = [], onChange, units = [] }: NamesProps) {
  return (
    <Labelled label={label}>
      {id => (
        <Select<string[]>
          id={id}
          mode="tags"
          tokenSeparators={['、', ',', '，', '\n']}
          value={[...value]}
          options={units.map(u => ({ value: u.name, label: u.name }))}
          onChange={onChange}
        />
      )}
    </Labelled>
  )
}
