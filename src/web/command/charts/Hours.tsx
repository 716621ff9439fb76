/** The day so far, added up hour by hour, against yesterday and the same day a week ago. */
import { t } from '../../text.ts'
import { told } from '../Num.tsx'
import { hoursOf, type Overview, running } from '../overview.ts'
import { Chart } from './Chart.tsx'
import { Lines } from './Lines.tsx'

interface Props {
  of: Overview
  height: number | string
  says?: string
  quiet?: boolean
}

const MARKS = Array.from({ length: 24 }, (_, i) => `${i + 1}`)

export function Hours({ of, height, says, quiet = false }: Props) {
  const { today, yesterday, weekAgo } = hoursOf(of.received)
  return (
    <Chart
      title={t(
        '今天每小时累计受理，与昨天、上周同日比较',
        'Received by hour today, yesterday and a week ago',
      )}
      {...(says && { says })}
      quiet={quiet}
      table={hourTable(of)}
    >
      <Lines
        height={height}
        marks={MARKS}
        lines={[
          { name: t('今天', 'Today'), values: running(today), tone: 'first' },
          { name: t('昨天', 'Yesterday'), values: running(yesterday), tone: 'second' },
          { name: t('上周同日', 'A week ago'), values: running(weekAgo), tone: 'third' },
        ]}
      />
    </Chart>
  )
}

function hourTable({ received }: Overview) {
  const { today, yesterday, weekAgo } = hoursOf(received)
  const [a, b, c] = [running(today), running(yesterday), running(weekAgo)]
  return {
    head: [t('到几点', 'By'), t('今天', 'Today'), t('昨天', 'Yesterday'), t('上周同日', 'A week ago')],
    rows: received.before.map(({ hour }) => [
      `${hour + 1}:00`,
      hour < a.length ? told({ n: a[hour]! }) : '',
      told({ n: b[hour]! }),
      told({ n: c[hour]! }),
    ]),
  }
}
