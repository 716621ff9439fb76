/** Pictures and papers: before and after side by side, everything else below. */
import { Card, Flex } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { addressOf } from '../../api.ts'
import { t } from '../../text.ts'

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

export function Files({ ticket }: { ticket: Ticket }) {
  if (ticket.files.length === 0) return null
  const groups = Object.keys(PURPOSES)
    .map(purpose => ({ purpose, files: ticket.files.filter(f => f.purpose === purpose) }))
    .filter(g => g.files.length > 0)
  return (
    <Card size="small" title={t('附件', 'Files')}>
      <Flex gap="middle" wrap>
        {groups.map(({ purpose, files }) => (
          <section
            key={purpose}
            aria-label={t(PURPOSES[purpose]![0], PURPOSES[purpose]![1])}
            style={{ flex: '1 1 160px' }}
          >
            <strong>{t(PURPOSES[purpose]![0], PURPOSES[purpose]![1])}</strong>
            <Flex gap="small" wrap>
              {files.map(f => (
                <FileShown key={f.id} file={f} />
              ))}
            </Flex>
          </section>
        ))}
      </Flex>
    </Card>
  )
}

function FileShown({ file }: { file: Kept }) {
  const href = addressOf('openFile', { params: { id: file.id } })
  return (
    <a href={href} target="_blank" rel="noreferrer" title={file.name}>
      {file.type.startsWith('image/') ? (
        <img
          src={href}
          alt={file.name}
          loading="lazy"
          style={{ width: 120, height: 90, objectFit: 'cover', borderRadius: 4 }}
        />
      ) : (
        file.name
      )}
    </a>
  )
}
