/** How a call ends: each way with its key. */
import { lazy, Suspense, useState } from 'react'
import type { Answer } from '../../api.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { titleOf } from './draft.ts'
import type { Calling } from './use-call.ts'

const RefusePanel = lazy(() => import('./EndPanels.tsx').then(m => ({ default: m.RefusePanel })))
const HandOverPanel = lazy(() => import('./EndPanels.tsx').then(m => ({ default: m.HandOverPanel })))

interface Props {
  calling: Calling
  noticed: Answer<'findCandidates'> | undefined
}

export function Foot({ calling, noticed }: Props) {
  const { draft, settle, isBusy } = calling
  const [asking, setAsking] = useState<'refuse' | 'handOver' | null>(null)
  const noAnswer = draft.answer.trim() ? null : t('先写下答复。', 'Write the answer first.')
  const noWords =
    draft.content.trim() && titleOf(draft) ? null : t('先写下诉求内容。', 'Write down what they say first.')
  const isFurther =
    draft.done.length > 0 ? t('这次来电已经有单号。', 'This call has a number already.') : null
  const ends = [
    {
      key: 'answer',
      label: t('直接答复', 'Direct answer'),
      chord: 'Alt+1',
      whyNot: isFurther ?? noAnswer,
      run: () => settle({ how: 'answer' }),
    },
    {
      key: 'appeal',
      label: t('转工单', 'Make a ticket'),
      chord: 'Alt+2',
      whyNot: noWords,
      run: () => settle({ how: 'appeal' }),
    },
    {
      key: 'refuse',
      label: t('不予受理', 'Refuse'),
      chord: 'Alt+3',
      whyNot: isFurther,
      run: () => setAsking('refuse'),
    },
    {
      key: 'handOver',
      label: t('转专线', 'Hand over'),
      chord: 'Alt+4',
      whyNot: isFurther,
      run: () => setAsking('handOver'),
    },
    {
      key: 'abandon',
      label: t('来电放弃', 'Caller gave up'),
      chord: 'Alt+5',
      whyNot: isFurther,
      run: () => settle({ how: 'abandon' }),
    },
  ]
  useOffer([
    ...ends.map(e => ({ ...e, run: () => e.whyNot === null && !isBusy && e.run() })),
    {
      key: 'send',
      label: t('转工单', 'Make a ticket'),
      chord: 'Ctrl+Enter',
      run: () => noWords === null && settle({ how: 'appeal' }),
    },
  ])
  return (
    <div className="call-foot">
      {ends.map(e => (
        <ReasonedButton
          key={e.key}
          whyNot={e.whyNot}
          type={e.key === 'appeal' ? 'primary' : 'default'}
          danger={e.key === 'handOver' && noticed?.emergency != null}
          loading={isBusy && e.key === 'appeal'}
          onClick={e.run}
        >
          {e.label}
          <Key of={e.chord} />
        </ReasonedButton>
      ))}
      <Suspense>
        {asking === 'refuse' && (
          <RefusePanel
            onChoose={reason => {
              setAsking(null)
              settle({ how: 'refuse', reason })
            }}
            onClose={() => setAsking(null)}
          />
        )}
        {asking === 'handOver' && (
          <HandOverPanel
            first={noticed?.emergency?.line}
            onChoose={line => {
              setAsking(null)
              settle({ how: 'handOver', line })
            }}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </div>
  )
}
