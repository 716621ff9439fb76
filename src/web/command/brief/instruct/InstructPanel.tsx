/** 批示: one tap on a matter, one on a ready phrase, one to give it; the words are taken down as they stand. */
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { DEFAULT_PHRASES, filledPhrase, namesLimit } from '../../../../domain/supervision/phrases.ts'
import { call } from '../../../api.ts'
import { useAct } from '../../../asking.ts'
import { useRules } from '../../../parts/directory.ts'
import { useSession } from '../../../session.tsx'
import { t } from '../../../text.ts'
import { Failed } from '../../../ui/Failed.tsx'
import { freshKey } from '../../../ui/fresh-key.ts'
import { useWide } from '../../../ui/wide.ts'
import { LimitChips } from './LimitChips.tsx'
import './instruct.css'

interface Props {
  number: string
  title: string
  /** Who has the matter; null while nobody has. */
  unit: string | null
  onClose: () => void
}

/** Where a phrase speaks of a limit and none is chosen. */
const USUAL = '3wd'

export function InstructPanel({ number, title, unit, onClose }: Props) {
  const { message } = App.useApp()
  const { may } = useSession()
  const rules = useRules()
  const isWide = useWide(768)
  const usual = rules?.supervision?.sheets.answer.leaderAssign ?? USUAL
  const [limit, setLimit] = useState('')
  const [report, setReport] = useState<string | null>(null)
  const [phrase, setPhrase] = useState<string | null>(null)
  const [own, setOwn] = useState('')
  const [by, setBy] = useState('')
  const [key] = useState(freshKey)
  const fields = { unit: unit ?? '有关单位', limit, report: report ?? usual }
  const words = phrase === null ? own : filledPhrase(phrase, fields)
  const phrases = rules?.supervision?.phrases?.length ? rules.supervision.phrases : DEFAULT_PHRASES
  const give = useAct('instruct', async () => {
    message.success(await saidOf(number))
    onClose()
  })
  const take = (chosen: string) => {
    setPhrase(chosen)
    if (namesLimit(chosen) && limit === '') setLimit(USUAL)
  }
  const body = {
    words: words.trim(),
    limit: fields.report,
    ...(limit && { handleWithin: limit }),
    ...(by.trim() && { by: by.trim() }),
  }
  return (
    <Drawer
      open
      onClose={onClose}
      placement={isWide ? 'right' : 'bottom'}
      size={isWide ? 460 : 'min(88vh, 680px)'}
      title={t('批示', 'Instruction')}
      className="instruct"
      footer={
        <Button
          type="primary"
          size="large"
          block
          loading={give.isPending}
          disabled={words.trim() === ''}
          onClick={() => give.mutate({ input: { params: { number }, body }, key })}
        >
          {t('下达批示', 'Give it')}
        </Button>
      }
    >
      <p className="instruct-matter">
        <strong>{title}</strong>
        <small>{unit ?? t('还没有承办单位', 'nobody has it yet')}</small>
      </p>
      {give.error && <Failed error={give.error} />}
      <ul className="phrases" aria-label={t('常用语', 'Ready phrases')}>
        {phrases.map(p => (
          <li key={p}>
            <button type="button" aria-pressed={p === phrase} onClick={() => take(p)}>
              {filledPhrase(p, { ...fields, limit: limit || USUAL })}
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor="instruct-words">{t('批示原文（可改）', 'Word for word (may be changed)')}</label>
      <Input.TextArea
        id="instruct-words"
        value={words}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        onChange={e => {
          setPhrase(null)
          setOwn(e.target.value)
        }}
      />
      <LimitChips
        name={t('办理时限', 'To be handled within')}
        value={limit}
        among={['', '1wd', '2wd', '3wd', '5wd', '10wd']}
        onChange={setLimit}
      />
      <LimitChips
        name={t('报告时限', 'To be reported within')}
        value={fields.report}
        among={[...new Set(['1wd', '2wd', '3wd', '5wd', '10wd', usual])]}
        onChange={setReport}
      />
      {may('sheet.issue') && (
        <>
          <label htmlFor="instruct-by">
            {t('批示领导（不填为本人）', 'Whose instruction (yours when left out)')}
          </label>
          <Input id="instruct-by" value={by} maxLength={60} onChange={e => setBy(e.target.value)} />
        </>
      )}
    </Drawer>
  )
}

/** Under which number it went out, or that it waits for a unit. */
async function saidOf(number: string): Promise<string> {
  const { sheets } = await call('listTicketSheets', { params: { number } }).catch(() => ({ sheets: [] }))
  const sheet = sheets.findLast(s => s.kind === 'leaderAssign')
  return sheet?.sheetNumber
    ? t(`批示已下达：${sheet.sheetNumber}`, `Given: ${sheet.sheetNumber}`)
    : t(
        '批示已记录；还没有承办单位，派单后按领导批示件办理。',
        'Taken down; once a unit has the matter it is handled as a leader’s.',
      )
}
