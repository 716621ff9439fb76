/** The year as limits are counted in it: holidays, make-up days, and the city's own days. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { DayForm } from './DayForm.tsx'
import { MARKS, Month } from './Month.tsx'

const MONTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const

export function CalendarPage() {
  const { may } = useSession()
  const [year, setYear] = useState(() => new Date().getFullYear())
  const [open, setOpen] = useState<string | null>(null)
  const calendar = useAsk('readCalendar', { params: { year } }, { keepLast: true })
  const mayEdit = may('directory.edit')
  return (
    <Page
      title={t('日历', 'Calendar')}
      about={
        mayEdit
          ? t('点一天设定本地工作日或休息日', 'Click a day to make it a local working day or day off')
          : undefined
      }
      actions={
        <Flex align="center" gap="small">
          <Button
            icon={<LeftOutlined />}
            aria-label={t('上一年', 'Year before')}
            onClick={() => setYear(year - 1)}
          />
          <strong aria-live="polite">{year}</strong>
          <Button
            icon={<RightOutlined />}
            aria-label={t('下一年', 'Next year')}
            onClick={() => setYear(year + 1)}
          />
        </Flex>
      }
    >
      <Ask of={calendar}>
        {({ published, workdays, days }) => (
          <>
            {!published && (
              <Alert
                type="warning"
                showIcon
                style={{ marginBottom: 16 }}
                title={t(
                  `${year} 年的放假通知尚未发布：跨入这一年的时限是暂定的，发布后会重新计算并留痕。`,
                  `The notice for ${year} is not out: limits that reach into it are provisional and will be counted anew, visibly.`,
                )}
              />
            )}
            <Typography.Paragraph>
              {t(`全年 ${workdays} 个工作日。`, `${workdays} working days in the year.`)} <Legend />
            </Typography.Paragraph>
            <div
              style={{
                display: 'grid',
                gap: 16,
                gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))',
              }}
            >
              {MONTHS.map(month => (
                <Month key={month} year={year} month={month} days={days} onDay={mayEdit ? setOpen : null} />
              ))}
            </div>
            {open && (
              <DayForm day={open} known={days.find(d => d.day === open)} onClose={() => setOpen(null)} />
            )}
          </>
        )}
      </Ask>
    </Page>
  )
}

function Legend() {
  return (
    <span>
      <span style={{ color: 'var(--yidan-red)' }}>
        {MARKS.off} {t('放假', 'day off')}
      </span>{' '}
      <span style={{ color: 'var(--yidan-yellow)' }}>
        {MARKS.worked} {t('调休上班', 'make-up day')}
      </span>{' '}
      <span style={{ textDecoration: 'underline' }}>{t('本地设定', 'set by the city')}</span>
    </span>
  )
}
