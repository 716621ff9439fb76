/** 批量发单: what is to go out, what would become of each row, then what did – with its number and the way to its paper. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Progress } from 'antd'
import { useRef, useState } from 'react'
import { refreshAll } from '../../asking.ts'
import { isLimit } from '../../parts/ticket/limit-words.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { Duty } from './duties.ts'
import { doAll, type Fate, isAskedFor, type Measure, measureName, measuresOf, tryAll } from './measures.ts'
import { mattersOf } from './picked.ts'
import { SendAsked } from './SendAsked.tsx'
import { SendRows } from './SendRows.tsx'

interface Props {
  duties: readonly Duty[]
  onClose: () => void
  /** At least one was done. */
  onDone: () => void
}

/** Red for what is late, yellow for what is nearly so. */
const firstMeasure = (measures: readonly Measure[], duties: readonly Duty[]): Measure => {
  const kind = duties.some(d => d.light === 'red') ? 'redSupervise' : 'yellowUrge'
  return measures.find(m => m.kind === kind) ?? measures[0]!
}

export function SendDialog({ duties, onClose, onDone }: Props) {
  const client = useQueryClient()
  const { may } = useSession()
  const those = useRef(duties).current
  const matters = useRef(mattersOf(duties)).current
  const measures = measuresOf(may)
  const [measure, setMeasure] = useState(() => firstMeasure(measures, duties))
  const [wording, setWording] = useState({ demand: '', limit: '' })
  const [after, setAfter] = useState<readonly Fate[] | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const ended = useRef(new AbortController())
  const preview = useQuery({
    queryKey: ['trySheets', measure, matters],
    queryFn: ({ signal }) => tryAll(matters, { measure, wording: { demand: '', limit: '' }, signal }),
    staleTime: 0,
    gcTime: 0,
    enabled: after === null,
  })
  const before = preview.data ?? []
  const able = before.filter(f => f.whyNot === null)
  const isLimitRight = wording.limit.trim() === '' || isLimit(wording.limit.trim())
  const verb = isAskedFor(measure, may) ? t('提请', 'Ask for') : t('发出', 'Issue')
  const name = measureName(measure)

  async function go(): Promise<void> {
    setBusy(true)
    setFailure(null)
    const done = new Set(after?.map(f => f.number))
    const rest = mattersOf(those.filter(d => able.some(f => f.number === d.number && !done.has(f.number))))
    setAfter(after ?? [])
    const asking = { measure, wording, signal: ended.current.signal }
    await doAll(rest, asking, some => setAfter(all => [...(all ?? []), ...some])).catch(setFailure)
    setBusy(false)
    await refreshAll(client)
  }
  const leave = () => {
    ended.current.abort()
    onClose()
    if (after?.some(f => f.whyNot === null)) onDone()
  }
  const left = able.length - (after?.length ?? 0)
  return (
    <Modal
      open
      width={860}
      title={t(`批量发单：${matters.numbers.length} 件`, `Sheets about ${matters.numbers.length} matters`)}
      onCancel={leave}
      footer={
        <>
          <Button onClick={leave}>{after && !isBusy ? t('完成', 'Done') : t('取消', 'Cancel')}</Button>
          {(after === null || (failure && !isBusy && left > 0)) && (
            <Button
              type="primary"
              disabled={able.length === 0 || !isLimitRight || preview.isFetching}
              onClick={() => void go()}
            >
              {after
                ? t(`继续 ${left} 件`, `Go on with ${left}`)
                : t(`${verb} ${able.length} 件`, `${verb} ${able.length}`)}
            </Button>
          )}
        </>
      }
    >
      {after === null && (
        <SendAsked
          measures={measures}
          measure={measure}
          onMeasure={setMeasure}
          wording={wording}
          onWording={setWording}
          isLimitRight={isLimitRight}
        />
      )}
      {(failure ?? preview.error) && (
        <Failed
          error={(failure ?? preview.error)!}
          {...(!failure && { again: () => void preview.refetch() })}
        />
      )}
      <p role="status">{after ? doneSaid(after) : wouldSay(before, preview.isPending, name)}</p>
      {after && left > 0 && (
        <Progress
          percent={Math.round((after.length / able.length) * 100)}
          aria-label={t('进度', 'Progress')}
          size="small"
        />
      )}
      <SendRows duties={those} before={before} after={after} verb={`${verb}${t('', ' ')}${name}`} />
    </Modal>
  )
}

function wouldSay(before: readonly Fate[], isPending: boolean, name: string): string {
  if (isPending) return t('正在预览……', 'Looking ahead …')
  const able = before.filter(f => f.whyNot === null).length
  return t(
    `${name}：可以 ${able} 件，不能 ${before.length - able} 件`,
    `${name}: ${able} can, ${before.length - able} cannot`,
  )
}

function doneSaid(after: readonly Fate[]): string {
  const done = after.filter(f => f.whyNot === null).length
  return t(`已完成 ${done} 件，未成 ${after.length - done} 件`, `${done} done, ${after.length - done} not`)
}
