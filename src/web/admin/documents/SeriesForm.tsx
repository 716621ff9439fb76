/** The series that numbers come from, and how each prints them. */
import { Flex, Input } from 'antd'
import { documentNumber } from '../../../domain/documents/number.ts'
import { t } from '../../text.ts'
import type { Part } from './DocumentsPage.tsx'

export function SeriesForm({ settings, onChange }: Part) {
  const set = (code: string, part: { name?: string; pattern?: string }) =>
    onChange({
      ...settings,
      series: { ...settings.series, [code]: { ...settings.series[code]!, ...part } },
    })
  return (
    <Flex vertical gap="small">
      <p style={{ margin: 0 }}>
        {t(
          '{year} 是年份，{no} 是序号；每年从 1 起，不跳号、不重号。',
          '{year} is the year and {no} the number; each begins at 1 every year, without gap or double.',
        )}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('序列', 'Series')}</th>
            <th scope="col">{t('字号', 'Pattern')}</th>
            <th scope="col">{t('例', 'For example')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(settings.series).map(([code, { name, pattern }]) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              <td>
                <Input
                  aria-label={t(`${name}字号`, `Pattern of ${name}`)}
                  value={pattern}
                  maxLength={60}
                  onChange={e => set(code, { pattern: e.target.value })}
                />
              </td>
              <td style={{ whiteSpace: 'nowrap' }}>{documentNumber(settings, code, 2026, 12)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Flex>
  )
}
