/** What it is about: kind, words, place, time, wish; with what is still missing, and what to be careful of. */
import { Alert, Input } from 'antd'
import { INTENT_NAMES, KIND_NAMES, SEVERITY_NAMES, URGENCY_NAMES } from '../../../domain/names.ts'
import type { Answer } from '../../api.ts'
import { useCategories, useNames, useRegions } from '../../parts/directory.ts'
import { riskName } from '../../parts/risks.ts'
import { t } from '../../text.ts'
import { Choices } from './Choices.tsx'
import { titleOf } from './draft.ts'
import { LateTree } from './LateTree.tsx'
import { Missing } from './Missing.tsx'
import { PlaceOnMap } from './PlaceOnMap.tsx'
import type { Calling } from './use-call.ts'

interface Props {
  calling: Calling
  suggestions: Answer<'suggestForDraft'> | undefined
  noticed: Answer<'findCandidates'> | undefined
}

export function MatterForm({ calling: { draft, set }, noticed }: Props) {
  const category = useNames(useCategories())
  const region = useNames(useRegions())
  return (
    <>
      {noticed?.emergency && (
        <Alert
          role="alert"
          type="error"
          showIcon
          style={{ marginBottom: 8 }}
          title={t(
            `先转 ${noticed.emergency.line} ${noticed.emergency.zh}，再记录（Alt 4）`,
            `Hand over to ${noticed.emergency.line} ${noticed.emergency.en} first, write later (Alt 4)`,
          )}
        />
      )}
      <Choices
        legend={t('类型', 'Kind')}
        name="kind"
        value={draft.kind}
        among={KIND_NAMES}
        onChange={kind => set({ kind })}
      />
      <label className="field" htmlFor="content">
        <span>{t('诉求内容', 'What they say')}</span>
        <Input.TextArea
          id="content"
          rows={6}
          value={draft.content}
          onChange={e => set({ content: e.target.value })}
          style={{ fontSize: 15 }}
        />
      </label>
      <p style={{ display: 'flex', gap: 6, flexWrap: 'wrap', margin: '0 0 8px', minHeight: 22 }}>
        <Missing draft={draft} />
        {noticed?.risks.map(r => (
          <span key={r} className="chip bad">
            {t(`风险：${riskName(r)}`, `risk: ${riskName(r)}`)}
          </span>
        ))}
        {(noticed?.repeats ?? 0) > 0 && (
          <span className="chip warn">
            {t(`此前已反映 ${noticed!.repeats} 次`, `came ${noticed!.repeats} times before`)}
          </span>
        )}
      </p>
      <label className="field" htmlFor="title">
        <span>{t('标题', 'Title')}</span>
        <Input
          id="title"
          value={draft.title}
          placeholder={titleOf(draft) || t('不填则取内容第一句', 'The first clause when left out')}
          onChange={e => set({ title: e.target.value })}
        />
      </label>
      <div className="pair">
        <label className="field" htmlFor="address">
          <span>{t('事发地址', 'Address')}</span>
          <Input id="address" value={draft.address} onChange={e => set({ address: e.target.value })} />
        </label>
        <div className="field">
          <span className="field-name">{t('区划', 'Region')}</span>
          <LateTree
            of="region"
            label={t('区划', 'Region')}
            value={draft.regionId}
            name={draft.regionId === null ? '' : region(draft.regionId)}
            onChange={regionId => set({ regionId })}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('分类', 'Category')}</span>
          <LateTree
            of="category"
            label={t('分类', 'Category')}
            value={draft.categoryId}
            name={draft.categoryId === null ? '' : category(draft.categoryId)}
            onChange={categoryId => set({ categoryId })}
          />
        </div>
        <label className="field" htmlFor="purpose">
          <span>{t('希望怎样', 'What they want')}</span>
          <Input id="purpose" value={draft.purpose} onChange={e => set({ purpose: e.target.value })} />
        </label>
        <label className="field" htmlFor="happenedAt">
          <span>{t('发生时间', 'When it happened')}</span>
          <Input
            id="happenedAt"
            type="datetime-local"
            value={draft.happenedAt}
            onChange={e => set({ happenedAt: e.target.value })}
          />
        </label>
        <PlaceOnMap draft={draft} set={set} />
      </div>
      <div className="pair" style={{ gridTemplateColumns: 'auto auto 1fr' }}>
        <Choices
          legend={t('紧急程度', 'Urgency')}
          name="urgency"
          value={draft.urgency}
          among={URGENCY_NAMES}
          onChange={urgency => set({ urgency })}
        />
        <Choices
          legend={t('轻重', 'Severity')}
          name="severity"
          value={draft.severity}
          among={SEVERITY_NAMES}
          onChange={severity => set({ severity })}
        />
        <Choices
          legend={t('来意', 'Intent')}
          name="intent"
          value={draft.intent}
          among={INTENT_NAMES}
          onChange={intent => set({ intent })}
        />
      </div>
      <label className="field" htmlFor="answer">
        <span>{t('当场答复（可从知识插入）', 'Direct answer; articles can be put in')}</span>
        <Input.TextArea
          id="answer"
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.answer}
          onChange={e => set({ answer: e.target.value })}
        />
      </label>
    </>
  )
}
