/** Every condition the ledger knows, in one form at the side. */
import { Button, ConfigProvider, Drawer, Flex, Form, Input, InputNumber, Select } from 'antd'
import { useMemo } from 'react'
import { KIND_NAMES, LEVEL_NAMES, STAGE_NAMES } from '../../../domain/names.ts'
import { useAsk } from '../../asking.ts'
import { useCategories, useChannels, useRules } from '../../parts/directory.ts'
import { CategoryField, RegionField, UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import { FILTER_KEYS, type Filter, type FilterKey, SHAPES } from './filter.ts'
import { FILTER_NAMES, LEAD_CHOICES, useLightChoices } from './says.ts'

interface Props {
  filter: Filter
  onApply: (next: Filter) => void
  onClose: () => void
}

type Names = Readonly<Record<string, readonly [zh: string, en: string]>>
const choices = (names: Names) =>
  Object.entries(names).map(([value, [zh, en]]) => ({ value, label: t(zh, en) }))
const YES_NO = [
  { value: true, label: t('是', 'yes') },
  { value: false, label: t('否', 'no') },
]

/** A moment as a field of the browser has it, in the machine's time, and back. */
function localOf(at: unknown): string | undefined {
  if (typeof at !== 'string') return undefined
  const moment = new Date(at)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const isMoment = (key: FilterKey): boolean => SHAPES[key] === 'moment'

const shown = (filter: Filter): Record<string, unknown> =>
  Object.fromEntries(FILTER_KEYS.map(k => [k, isMoment(k) ? localOf(filter[k]) : filter[k]]))

function filterOf(values: Record<string, unknown>, sort: Filter['sort']): Filter {
  const filter: Record<string, unknown> = {}
  for (const key of FILTER_KEYS) {
    const value = values[key]
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length))
      continue
    filter[key] = isMoment(key) ? new Date(String(value)).toISOString() : value
  }
  return (sort ? { ...filter, sort } : filter) as Filter
}

export function FilterForm({ filter, onApply, onClose }: Props) {
  const [form] = Form.useForm<Record<string, unknown>>()
  return (
    <Drawer
      open
      size={420}
      title={t('筛选台账', 'Filter the ledger')}
      onClose={onClose}
      footer={
        <Flex gap="small" justify="flex-end">
          <Button onClick={() => onApply(filter.sort ? { sort: filter.sort } : {})}>
            {t('清空', 'Clear')}
          </Button>
          <Button type="primary" onClick={() => form.submit()}>
            {t('查看结果', 'Show')}
          </Button>
        </Flex>
      }
    >
      <Form
        form={form}
        layout="vertical"
        size="middle"
        initialValues={shown(filter)}
        onFinish={values => onApply(filterOf(values, filter.sort))}
      >
        <ConfigProvider getPopupContainer={node => node?.parentElement ?? document.body}>
          <Fields />
        </ConfigProvider>
      </Form>
    </Drawer>
  )
}

function Fields() {
  const channels = useChannels()
  const rules = useRules()
  const lights = useLightChoices()
  const classes = useMemo(() => [...new Set(rules?.limitClasses.map(l => l.limitClass))], [rules])
  const pick = (names: Names) => <Select mode="multiple" allowClear options={choices(names)} />
  const inputs: Partial<Record<FilterKey, React.ReactNode>> = {
    open: <Select allowClear options={YES_NO} />,
    imported: <Select allowClear options={YES_NO} />,
    light: pick(lights),
    stage: pick(STAGE_NAMES),
    kind: pick(KIND_NAMES),
    level: pick(LEVEL_NAMES),
    lead: <Select allowClear options={choices(LEAD_CHOICES)} />,
    leadUnitId: <UnitField />,
    unitId: <UnitField />,
    category: <CategoryByCode />,
    regionId: <RegionField />,
    channelId: <Select allowClear options={channels.map(c => ({ value: c.id, label: c.name }))} />,
    limitClass: <Select allowClear options={classes.map(value => ({ value, label: value }))} />,
    repeats: <InputNumber min={0} max={10_000} style={{ width: '100%' }} />,
    organisationId: <OrganisationField />,
  }
  return FILTER_KEYS.map(key => (
    <Form.Item
      key={key}
      name={key}
      label={t(FILTER_NAMES[key][0], FILTER_NAMES[key][1])}
      style={{ marginBottom: 14 }}
    >
      {inputs[key] ?? (isMoment(key) ? <Input type="datetime-local" /> : <Input allowClear />)}
    </Form.Item>
  ))
}

interface Filled<V> {
  value?: V
  onChange?: (value: V | undefined) => void
  id?: string
}

/** The tree of categories gives ids; a list is narrowed by code. */
function CategoryByCode({ value, onChange, ...rest }: Filled<string>) {
  const rows = useCategories()
  const id = rows.find(c => c.code === value)?.id
  return (
    <CategoryField
      {...rest}
      {...(id !== undefined && { value: id })}
      onChange={next => onChange?.(rows.find(c => c.id === next)?.code)}
    />
  )
}

function OrganisationField({ value, onChange, id }: Filled<number>) {
  const found = useAsk('listOrganisations', { query: { limit: 500 } }, { fresh: 600_000 })
  return (
    <Select
      {...(id !== undefined && { id })}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      onChange={next => onChange?.(next ?? undefined)}
      options={(found.data?.items ?? []).map(o => ({ value: o.id, label: o.name }))}
    />
  )
}
