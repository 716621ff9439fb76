/** 签批: the leader's list – the answer beside the appeal, yes or no with a word, then the next one. */
import { Empty, Flex, Segmented } from 'antd'
import { useState } from 'react'
import { APPROVAL_NAMES } from '../../../domain/names.ts'
import { useKeeping } from '../../parts/keeping.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'
import { type Request, toDecide, useRequests } from './requests.ts'
import { ToSign } from './ToSign.tsx'
import './sign.css'

export function Sign() {
  const requests = useRequests()
  return (
    <Page
      title={t('签批', 'To sign')}
      about={t(
        '逐件对照诉求看答复，同意后才送出。',
        'Each answer beside its appeal; it goes out once you agree.',
      )}
    >
      <Ask
        of={requests}
        rows={6}
        isEmpty={r => toDecide(r.approvals).length === 0}
        empty={t('没有要您签批的。', 'Nothing waits for your signature.')}
      >
        {r => <Queue requests={toDecide(r.approvals)} />}
      </Ask>
    </Page>
  )
}

function Queue({ requests }: { requests: readonly Request[] }) {
  const { waiting } = useKeeping()
  const [kind, setKind] = useState<string>('all')
  const [chosen, setChosen] = useState<string | null>(null)
  // Decided here; the list may still name it for a moment.
  const [decided, setDecided] = useState<readonly string[]>([])
  const kinds = [...new Set(requests.map(r => r.kind))]
  const isWaiting = (r: Request) =>
    waiting.some(w => w.number === r.number && w.no === r.no && w.name === 'decideRequest')
  const open = requests.filter(r => (kind === 'all' || r.kind === kind) && !decided.includes(keyOf(r)))
  const shown = open.find(r => keyOf(r) === chosen) ?? open.find(r => !isWaiting(r))
  // The one on screen stays there until it is known how its decision went.
  const left = open.filter(r => r === shown || !isWaiting(r))
  const at = Math.max(0, shown ? left.indexOf(shown) : -1)
  const next = left.length > 1 ? left[(at + 1) % left.length] : undefined
  const now = left[at]
  return (
    <>
      {kinds.length > 1 && (
        <Segmented
          value={kind}
          onChange={setKind}
          options={[
            { value: 'all', label: t('全部', 'All') },
            ...kinds.map(k => ({ value: k, label: nameOf(APPROVAL_NAMES, k) })),
          ]}
          style={{ marginBottom: 12 }}
        />
      )}
      <div className="sign-panes">
        <ol className="sign-list" aria-label={t('待签批', 'To sign')}>
          {left.map((r, i) => (
            <li key={keyOf(r)}>
              <button
                type="button"
                className="sign-item"
                aria-current={i === at ? 'true' : undefined}
                onClick={() => setChosen(keyOf(r))}
              >
                <strong>{r.title ?? t('保密件', 'Confidential')}</strong>
                <span>
                  {nameOf(APPROVAL_NAMES, r.kind)} · <When at={r.askedAt} />
                </span>
              </button>
            </li>
          ))}
        </ol>
        {now ? (
          <ToSign
            key={keyOf(now)}
            request={now}
            place={t(`第 ${at + 1} 件，共 ${left.length} 件`, `${at + 1} of ${left.length}`)}
            onNext={() => setChosen(next ? keyOf(next) : null)}
            onDecided={() => {
              setDecided([...decided, keyOf(now)])
              setChosen(next ? keyOf(next) : null)
            }}
          />
        ) : (
          <Flex justify="center">
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('都签完了。', 'All signed.')} />
          </Flex>
        )}
      </div>
    </>
  )
}

const keyOf = (r: Request): string => `${r.number}.${r.no}`
