/** The units a matter goes to: one leads, others assist, each with a limit of its own where wanted. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Input, Select } from 'antd'
import { ROLE_IN_MATTER_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import type { DispatchRow } from './dispatch-rows.ts'
import { UnitField } from './TreeField.tsx'

interface Props {
  value?: DispatchRow[]
  onChange?: (rows: DispatchRow[]) => void
  /** Only units, no roles: passing down. */
  plain?: boolean
}

export function DispatchField({ value = [{ role: 'lead' }], onChange, plain }: Props) {
  const set = (at: number, patch: Partial<DispatchRow>) =>
    onChange?.(value.map((row, i) => (i === at ? { ...row, ...patch } : row)))
  return (
    <Flex vertical gap="small">
      {value.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
        <Flex key={i} gap="small" wrap>
          {!plain && (
            <Select
              aria-label={t('主办或协办', 'Lead or assist')}
              value={row.role}
              style={{ width: 90 }}
              onChange={role => set(i, { role })}
              options={(['lead', 'assist'] as const).map(r => ({
                value: r,
                label: nameOf(ROLE_IN_MATTER_NAMES, r),
              }))}
            />
          )}
          <div style={{ flex: '1 1 200px' }}>
            <UnitField
              aria-label={t('单位', 'Unit')}
              {...(row.unitId !== undefined && { value: row.unitId })}
              onChange={unitId => set(i, { unitId })}
            />
          </div>
          <Input
            aria-label={t('单独时限，如 2wd', 'Own limit, e.g. 2wd')}
            placeholder={t('时限 2wd', 'limit 2wd')}
            style={{ width: 110 }}
            value={row.limit ?? ''}
            onChange={e => set(i, { limit: e.target.value })}
          />
          {value.length > 1 && (
            <Button onClick={() => onChange?.(value.filter((_, at) => at !== i))}>
              {t('去掉', 'Remove')}
            </Button>
          )}
        </Flex>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          onChange?.([...value, { role: value.some(r => r.role === 'lead') ? 'assist' : 'lead' }])
        }
      >
        {t('增加单位', 'Add a unit')}
      </Button>
    </Flex>
  )
}
