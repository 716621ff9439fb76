/** What is asked before many are acted on: the unit, the words. */
import { Form, Input } from 'antd'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import type { BulkAct, BulkBody } from './bulk.ts'

interface Props {
  act: BulkAct
  body: BulkBody
  onChange: (body: BulkBody) => void
}

export function BulkAsked({ act, body, onChange }: Props) {
  if (act === 'strikeOff') return null
  return (
    <Form layout="vertical">
      {act === 'dispatchAppeal' && (
        <Form.Item label={t('主办单位', 'Lead unit')} required htmlFor="bulk-unit">
          <UnitField
            id="bulk-unit"
            {...(body.unitId !== undefined && { value: body.unitId })}
            onChange={unitId => onChange({ ...body, unitId })}
          />
        </Form.Item>
      )}
      <Form.Item
        label={act === 'urgeAssignment' ? t('催办内容', 'What is urged') : t('交办意见', 'Instruction')}
        required={act === 'urgeAssignment'}
        htmlFor="bulk-note"
      >
        <Input.TextArea
          id="bulk-note"
          value={body.note}
          onChange={e => onChange({ ...body, note: e.target.value })}
          autoSize={{ minRows: 2 }}
        />
      </Form.Item>
    </Form>
  )
}
