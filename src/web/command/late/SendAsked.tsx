/** What is asked before many sheets go out: which, what they ask for, and by when. */
import { Form, Input, Radio } from 'antd'
import { DEMANDS } from '../../../domain/supervision/demands.ts'
import { useRules } from '../../parts/directory.ts'
import { limitWords } from '../../parts/ticket/limit-words.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { isAskedFor, type Measure, measureName, type Wording } from './measures.ts'

interface Props {
  measures: readonly Measure[]
  measure: Measure
  onMeasure: (measure: Measure) => void
  wording: Wording
  onWording: (wording: Wording) => void
  isLimitRight: boolean
}

export function SendAsked({ measures, measure, onMeasure, wording, onWording, isLimitRight }: Props) {
  const rules = useRules()
  const { may } = useSession()
  const usual = measure.is === 'sheet' ? rules?.supervision?.sheets.answer[measure.kind] : undefined
  return (
    <Form layout="vertical">
      {(['sheet', 'supervision'] as const).map(is => {
        const some = measures.filter(m => m.is === is)
        if (some.length === 0) return null
        return (
          <Form.Item key={is} label={is === 'sheet' ? t('督办单', 'Sheet') : t('督办升级', 'Supervision')}>
            <Radio.Group
              className="send-kinds"
              optionType="button"
              aria-label={is === 'sheet' ? t('督办单', 'Sheet') : t('督办升级', 'Supervision')}
              value={measure.is === is ? measure.kind : null}
              onChange={e => onMeasure(some.find(m => m.kind === e.target.value)!)}
              options={some.map(m => ({ value: m.kind, label: measureName(m) }))}
            />
          </Form.Item>
        )
      })}
      {isAskedFor(measure, may) && (
        <p>
          {t(
            '这一级督办由中心主任或市领导决定，您的提请会排入他们的待审批。',
            'This is decided by the director or a city leader: your request is put before them.',
          )}
        </p>
      )}
      <Form.Item
        htmlFor="send-demand"
        label={measure.is === 'sheet' ? t('办理要求', 'What is asked') : t('理由', 'Why')}
      >
        <Input.TextArea
          id="send-demand"
          autoSize={{ minRows: 2 }}
          maxLength={measure.is === 'sheet' ? 2000 : 200}
          placeholder={measure.is === 'sheet' ? DEMANDS[measure.kind] : ''}
          value={wording.demand}
          onChange={e => onWording({ ...wording, demand: e.target.value })}
        />
      </Form.Item>
      {measure.is === 'sheet' && (
        <Form.Item
          htmlFor="send-limit"
          label={t('反馈时限', 'To be answered within')}
          {...(!isLimitRight && {
            validateStatus: 'error' as const,
            help: t('如 2wd、5d、24h', 'e.g. 2wd, 5d, 24h'),
          })}
          {...(usual && {
            extra: t(`不填按规则：${limitWords(usual)}`, `${limitWords(usual)} when left out`),
          })}
        >
          <Input
            id="send-limit"
            style={{ width: 140 }}
            placeholder={usual ?? '2wd'}
            value={wording.limit}
            onChange={e => onWording({ ...wording, limit: e.target.value })}
          />
        </Form.Item>
      )}
    </Form>
  )
}
