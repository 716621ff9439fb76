/** Pictures and papers: before and after as pairs to compare, everything else below. */
import { FileOutlined } from '@ant-design/icons'
import { Flex } from 'antd'
import { lazy, Suspense } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { addressOf } from '../../api.ts'
import { t } from '../../text.ts'
import { Panel } from '../../ui/Panel.tsx'
import './ticket.css'

const PicturePair = lazy(() => import('./PicturePair.tsx').then(m => ({ default: m.PicturePair })))

type Kept = Ticket['files'][number]

const PURPOSES: Record<string, readonly [string, string]> = {
  appeal: ['诉求人提供', 'From the appellant'],
  before: ['处置前', 'Before'],
  after: ['处置后', 'After'],
  contact: ['联系证据', 'Contact'],
  reply: ['答复附件', 'Reply'],
  evidence: ['佐证', 'Evidence'],
  other: ['其他', 'Other'],
}

export const pictureOf = (file: Kept): string => addressOf('openFile', { params: { id: file.id } })
const isPicture = (file: Kept): boolean => file.type.startsWith('image/')

export function Files({ ticket }: { ticket: Ticket }) {
  if (ticket.files.length === 0) return null
  const pictures = ticket.files.filter(isPicture)
  const before = pictures.filter(f => f.purpose === 'before')
  const after = pictures.filter(f => f.purpose === 'after')
  const pairs = before.slice(0, after.length).map((b, i) => [b, after[i]!] as const)
  const paired = new Set(pairs.flat())
  const groups = Object.keys(PURPOSES)
    .map(purpose => ({ purpose, files: ticket.files.filter(f => f.purpose === purpose && !paired.has(f)) }))
    .filter(g => g.files.length > 0)
  return (
    <Panel title={t('照片与附件', 'Pictures and files')}>
      <Flex vertical gap="middle">
        {pairs.map(([b, a], i) => (
          <Suspense key={b.id}>
            <PicturePair
              before={pictureOf(b)}
              after={pictureOf(a)}
              name={t(`第 ${i + 1} 组`, `Pair ${i + 1}`)}
            />
          </Suspense>
        ))}
        {groups.map(({ purpose, files }) => (
          <Group key={purpose} name={t(PURPOSES[purpose]![0], PURPOSES[purpose]![1])} files={files} />
        ))}
      </Flex>
    </Panel>
  )
}

function Group({ name, files }: { name: string; files: readonly Kept[] }) {
  return (
    <section aria-label={name}>
      <div className="files-name">{name}</div>
      <Flex gap="small" wrap>
        {files.map((f, i) => (
          <a key={f.id} href={pictureOf(f)} target="_blank" rel="noreferrer" title={f.name} className="file">
            {isPicture(f) ? (
              <img src={pictureOf(f)} alt={t(`${name} ${i + 1}`, `${name} ${i + 1}`)} loading="lazy" />
            ) : (
              <>
                <FileOutlined /> {f.name}
              </>
            )}
          </a>
        ))}
      </Flex>
    </section>
  )
}
