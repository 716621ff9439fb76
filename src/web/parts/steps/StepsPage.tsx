/** 六步台账 (LL-30): everything open on the step where it stands, what doesn't add up, and behind every number its rows. */
import { Button, Flex, Segmented } from 'antd'
import { useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { UnitField } from '../fields/TreeField.tsx'
import { AmissStrip } from './AmissStrip.tsx'
import { filterFrom, type StepFilter, searchOf } from './filter.ts'
import { AMISS_NAMES, LEDGER_KIND_NAMES, STEP_NAMES } from './names.ts'
import { StepRows } from './StepRows.tsx'
import { StepsGrid } from './StepsGrid.tsx'
import './steps.css'

type Colour = 'any' | 'red' | 'yellow' | 'green'

/** `books`: beside the reconciliation of the month, for whom that page is there. */
export function StepsPage({ books = false }: { books?: boolean }) {
  const search = useSearch()
  const [, go] = useLocation()
  const filter = useMemo(() => filterFrom(search), [search])
  const { unitId } = filter
  const counted = useAsk(
    'readLedgerSteps',
    { query: { ...(unitId && { unitId }) } },
    { every: 60_000, keepLast: true },
  )
  const show = (next: StepFilter) => {
    const text = searchOf(next)
    go(`/steps${text && `?${text}`}`)
  }
  const { light: _, ...unlit } = filter
  return (
    <Page
      title={t('六步台账', 'The six-step ledger')}
      about={t(
        '建账、明责、跟踪、记录、对账、销号：每一件在哪一步，谁在什么时候之前欠什么。',
        'On which step everything stands, and who owes what until when.',
      )}
      actions={
        <Flex gap="small" wrap>
          <span className="steps-unit">
            <UnitField
              aria-label={t('单位', 'Unit')}
              placeholder={t('全部单位', 'All units')}
              {...(unitId && { value: unitId })}
              onChange={value => {
                const { unitId: _was, ...rest } = filter
                show(value ? { ...rest, unitId: value } : rest)
              }}
            />
          </span>
          <Segmented<Colour>
            aria-label={t('灯', 'Light')}
            value={(filter.light?.[0] as Colour | undefined) ?? 'any'}
            onChange={c => show(c === 'any' ? unlit : { ...unlit, light: [c] })}
            options={[
              { value: 'any', label: t('各色', 'Any') },
              { value: 'red', label: t('■ 红', '■ Red') },
              { value: 'yellow', label: t('▲ 黄', '▲ Yellow') },
              { value: 'green', label: t('● 绿', '● Green') },
            ]}
          />
        </Flex>
      }
    >
      <Flex vertical gap="large">
        <Ask of={counted} rows={7}>
          {({ counts, amiss }) => (
            <>
              <StepsGrid counts={counts} filter={filter} onShow={show} />
              <AmissStrip amiss={amiss} filter={filter} books={books} onShow={show} />
            </>
          )}
        </Ask>
        <section aria-label={t('清单', 'The list')}>
          <Flex gap="small" align="baseline" wrap justify="space-between">
            <h2 className="steps-h2">{saysOf(filter)}</h2>
            {search && (
              <Button size="small" onClick={() => show({})}>
                {t('清除筛选', 'Clear')}
              </Button>
            )}
          </Flex>
          <StepRows filter={filter} />
        </section>
      </Flex>
    </Page>
  )
}

/** What the list shows, in words. */
function saysOf({ step, kind, amiss }: StepFilter): string {
  const said = [
    ...(amiss ? [nameOf(AMISS_NAMES, amiss)] : []),
    ...(step ? [nameOf(STEP_NAMES, step)] : []),
    ...(kind?.length ? kind.map(k => nameOf(LEDGER_KIND_NAMES, k)) : []),
  ]
  return said.length > 0 ? said.join(' · ') : t('全部在账事项', 'Everything on the books')
}
