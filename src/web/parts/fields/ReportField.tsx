/** Chooses the report material that was issued about the ticket, where there is one. */
import { Select } from 'antd'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'

interface Props {
  number: string
  value?: number
  onChange?: (value: number | undefined) => void
  id?: string
}

export function ReportField({ number, ...filled }: Props) {
  const way = useAsk('readWayUpward', { params: { number } })
  const paper = way.data?.steps.find(s => s.step === 'material')?.paper
  return (
    <Select
      {...filled}
      allowClear
      loading={way.isPending}
      placeholder={paper ? t('选择', 'Choose') : t('还没有印发', 'None was issued yet')}
      options={paper ? [{ value: paper.id, label: paper.number }] : []}
    />
  )
}
