/** Urges one duty or many with the same words: each has its own result. */
import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Progress } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'
import { freshKey } from '../../ui/fresh-key.ts'
import { eachOf, sentence } from '../ledger/each.ts'
import type { Duty } from './duties.ts'

interface Said {
  key: string
  failed: string | null
}

const keyOf = ({ number, no }: Duty): string => `${number}/${no}`

export function UrgeDialog({ duties, onClose }: { duties: readonly Duty[]; onClose: () => void }) {
  const client = useQueryClient()
  const [note, setNote] = useState(
    t('请抓紧办理，并在时限前反馈。', 'Please attend to it and report within the limit.'),
  )
  const [said, setSaid] = useState<readonly Said[] | null>(null)
  const those = useRef(duties).current
  const ended = useRef(new AbortController())
  const isOver = said !== null && said.length === those.length

  async function urge(key: string): Promise<Said> {
    const duty = those.find(d => keyOf(d) === key)!
    try {
      const { number, no } = duty
      await call(
        'urgeAssignment',
        { params: { number, no }, body: { note: note.trim() } },
        { key: freshKey() },
      )
      return { key, failed: null }
    } catch (error) {
      return { key, failed: sentence(error) }
    }
  }

  async function go(): Promise<void> {
    setSaid([])
    await eachOf(those.map(keyOf), urge, {
      signal: ended.current.signal,
      onOne: one => setSaid(all => [...(all ?? []), one]),
    })
    await refreshAll(client)
  }
  const leave = () => {
    ended.current.abort()
    onClose()
  }
  const refused = said?.filter(s => s.failed !== null) ?? []
  return (
    <Modal
      open
      title={t(
        `催办 ${those.length} 项：${those[0]!.unit.name}`,
        `Urge ${those.length}: ${those[0]!.unit.name}`,
      )}
      onCancel={leave}
      okText={isOver ? t('完成', 'Done') : t('催办', 'Urge')}
      onOk={() => (isOver ? leave() : void go())}
      okButtonProps={{ disabled: note.trim() === '' || (said !== null && !isOver) }}
    >
      <label htmlFor="urge-note">{t('催办内容', 'What is urged')}</label>
      <Input.TextArea
        id="urge-note"
        value={note}
        onChange={e => setNote(e.target.value)}
        autoSize={{ minRows: 2 }}
        disabled={said !== null}
      />
      {said && (
        <div role="status" style={{ marginTop: 12 }}>
          <Progress
            size="small"
            percent={Math.round((said.length / those.length) * 100)}
            aria-label={t('进度', 'Progress')}
          />
          {t(`已催办 ${said.length - refused.length} 项`, `${said.length - refused.length} urged`)}
          {refused.map(s => (
            <div key={s.key} className="is-unable">
              {those.find(d => keyOf(d) === s.key)?.title ?? s.key}：{s.failed}
            </div>
          ))}
        </div>
      )}
    </Modal>
  )
}
