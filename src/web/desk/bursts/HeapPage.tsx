/** One heap: its messages, those that fit least first; what doesn't belong is taken out, the rest is settled together. */
import { Button, Checkbox, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'
import { SettleHeap } from './SettleHeap.tsx'

type Member = Answer<'readHeap'>['members'][number]

/** So many are drawn at first: those that need a look. */
const FIRST = 40

export function HeapPage({ head, hours }: { head: string; hours: number }) {
  const [isSettled, setSettled] = useState(false)
  const asked = { fresh: 60_000, enabled: !isSettled }
  const found = useAsk('readHeap', { params: { head }, query: { hours } }, asked)
  const [out, setOut] = useState<ReadonlySet<string>>(NONE)
  const [isWhole, setWhole] = useState(false)
  const toggle = (number: string) =>
    setOut(was => {
      const next = new Set(was)
      if (!next.delete(number)) next.add(number)
      return next
    })
  return (
    <Page
      title={found.data?.heap.title ?? t('一堆诉求', 'A heap')}
      about={
        found.data && (
          <>
            {t(
              `${found.data.heap.size} 件，已剔出 ${out.size} 件`,
              `${found.data.heap.size}, ${out.size} taken out`,
            )}{' '}
            · <When at={found.data.heap.firstAt} /> – <When at={found.data.heap.lastAt} />
          </>
        )
      }
      actions={<Link to="/bursts">{t('← 全部堆', '← all heaps')}</Link>}
    >
      <Ask of={found} rows={10}>
        {({ members }) => (
          <div className="heap">
            <section aria-label={t('本堆诉求', 'Messages of the heap')}>
              <h2 className="heap-h2">
                {t('越靠前越不像，请先核对', 'The first fit least: look at them first')}
              </h2>
              <ul className="heap-members">
                {(isWhole ? members : members.slice(0, FIRST)).map(member => (
                  <MemberLine
                    key={member.number}
                    member={member}
                    isOut={out.has(member.number)}
                    onToggle={() => toggle(member.number)}
                  />
                ))}
              </ul>
              {members.length > FIRST && (
                <Button type="link" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
                  {isWhole
                    ? t('收起', 'Fewer')
                    : t(`其余 ${members.length - FIRST} 件`, `${members.length - FIRST} more`)}
                </Button>
              )}
            </section>
            <SettleHeap
              members={members.filter(m => !out.has(m.number))}
              head={head}
              onSettled={() => setSettled(true)}
            />
          </div>
        )}
      </Ask>
    </Page>
  )
}

const NONE: ReadonlySet<string> = new Set()

function MemberLine({ member, isOut, onToggle }: { member: Member; isOut: boolean; onToggle: () => void }) {
  const { number, title, summary, messageId, platform, likeness, doubtful, region } = member
  return (
    <li className={isOut ? 'is-out' : ''}>
      <Checkbox
        checked={!isOut}
        onChange={onToggle}
        aria-label={t(`属于本堆：${title ?? number}`, `Belongs to the heap: ${title ?? number}`)}
      />
      <span>
        <Link to={`/appeals/${number}`}>{title ?? number}</Link>
        {doubtful && <Tag color="orange">{t('不太像', 'unlike')}</Tag>}
        {summary && <p>{summary}</p>}
        <small>
          {[messageId && `${platform} ${messageId}`, region?.name].filter(Boolean).join(' · ')} ·{' '}
          <When at={member.receivedAt} /> · {t('相似', 'alike')} {Math.round(likeness * 100)}%
        </small>
      </span>
    </li>
  )
}
