/** Each ticket of an act on many, with what would become of it, or what did. */
import type { Summary } from '../../../contract/record.ts'
import { STAGE_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import type { Verdict } from './bulk.ts'
import { titleOf } from './columns.tsx'

interface Props {
  appeals: readonly Summary[]
  before: readonly Verdict[]
  after: readonly Verdict[] | null
  name: string
}

export function BulkRows({ appeals, before, after, name }: Props) {
  const [would, did] = [before, after ?? []].map(all => new Map(all.map(v => [v.number, v.whyNot])))
  const said = (number: string): { text: string; isAble: boolean } => {
    if (did!.has(number)) {
      const no = did!.get(number)
      return { text: no ? t(`没有成：${no}`, `not done: ${no}`) : t('已完成', 'done'), isAble: !no }
    }
    if (!would!.has(number)) return { text: '…', isAble: true }
    const no = would!.get(number)
    return { text: no ? t(`不能：${no}`, `no: ${no}`) : name, isAble: !no }
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="bulk-rows" tabIndex={0} aria-label={t('逐单', 'Each ticket')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('编号', 'Number')}</th>
            <th scope="col">{t('事项', 'Matter')}</th>
            <th scope="col">{t('环节', 'Stage')}</th>
            <th scope="col">{t('主办单位', 'Lead unit')}</th>
            <th scope="col">{after ? t('结果', 'Result') : t('将会', 'Would')}</th>
          </tr>
        </thead>
        <tbody>
          {appeals.map(a => {
            const { text, isAble } = said(a.number)
            return (
              <tr key={a.number}>
                <th scope="row" className="number">
                  {a.number}
                </th>
                <td>{titleOf(a)}</td>
                <td>{nameOf(STAGE_NAMES, a.stage)}</td>
                <td>{a.leadUnit?.name}</td>
                <td className={isAble ? 'is-able' : 'is-unable'}>{text}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
