/** The people a duty can be handed to, with who is away and who has the skill. */
import { Select } from 'antd'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'

interface Props {
  number: string
  assignmentNo: number | undefined
  value?: number
  onChange?: (personId: number) => void
  id?: string
}

export function PersonField({ number, assignmentNo, ...filled }: Props) {
  const people = useAsk(
    'listCandidates',
    { params: { number, no: assignmentNo ?? 1 } },
    { enabled: assignmentNo !== undefined },
  )
  const options = (people.data?.people ?? []).map(p => ({
    value: p.personId,
    label: [p.name, p.away && t('（请假）', '(away)'), p.skilled && t('（对口）', '(has the skill)')]
      .filter(Boolean)
      .join(''),
  }))
  return (
    <Select
      {...filled}
      options={options}
      loading={people.isLoading}
      showSearch={{ optionFilterProp: 'label' }}
    />
  )
}
