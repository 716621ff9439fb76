/** What one kind of document has of its own: head, series, seal, opening, end note, and the city's template. */
import { Button, Checkbox, Flex, Input, Select } from 'antd'
import { END_NOTE_FIELDS } from '../../../domain/documents/end-note.ts'
import { DOCUMENT_NAMES, type DocumentKind, isSheet } from '../../../domain/documents/kinds.ts'
import { call } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import type { Part, Settings } from './DocumentsPage.tsx'
import { Labelled } from './Labelled.tsx'

type Kind = Settings['kinds'][DocumentKind]

export function KindForm({
  settings,
  onChange,
  kind,
  maySeal,
}: Part & { kind: DocumentKind; maySeal: boolean }) {
  const own = settings.kinds[kind]
  const set = (part: Partial<Kind>) =>
    onChange({ ...settings, kinds: { ...settings.kinds, [kind]: { ...own, ...part } } })
  return (
    <Flex vertical gap="middle">
      <Labelled label={t('发文机关标志（红字）', 'Issuing mark (in red)')}>
        {id => (
          <Input id={id} maxLength={200} value={own.head} onChange={e => set({ head: e.target.value })} />
        )}
      </Labelled>
      {isSheet(kind) && (
        <Labelled label={t('单名（不填为通用名，如督办通知单）', 'Its name on paper (else the usual one)')}>
          {id => (
            <Input
              id={id}
              maxLength={200}
              placeholder={nameOf(DOCUMENT_NAMES, kind)}
              value={own.name ?? ''}
              onChange={e => {
                const { name: _, ...rest } = own
                const name = e.target.value
                onChange({
                  ...settings,
                  kinds: { ...settings.kinds, [kind]: name ? { ...rest, name } : rest },
                })
              }}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t('字号序列', 'Series')}>
        {id => (
          <Select
            id={id}
            value={own.series}
            options={Object.entries(settings.series).map(([value, s]) => ({
              value,
              label: `${s.name} ${s.pattern}`,
            }))}
            onChange={series => set({ series })}
          />
        )}
      </Labelled>
      {isSheet(kind) && <SheetFields own={own} set={set} />}
      {isSheet(kind) && (
        <Checkbox
          checked={own.seal}
          disabled={!maySeal || settings.seal === null}
          onChange={e => set({ seal: e.target.checked })}
        >
          {t('自动用印（须有用印权限）', 'With the seal by itself (takes the right to the seal)')}
        </Checkbox>
      )}
      <Template kind={kind} own={own} set={set} />
    </Flex>
  )
}

interface OwnProps {
  own: Kind
  set: (part: Partial<Kind>) => void
}

function SheetFields({ own, set }: OwnProps) {
  return (
    <>
      <Labelled label={t('开头的话', 'Opening')}>
        {id => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2 }}
            maxLength={1000}
            value={own.opening ?? ''}
            onChange={e => set({ opening: e.target.value || null })}
          />
        )}
      </Labelled>
      <Labelled
        label={t('附注（逾期后果）', 'End note (what lateness will cost)')}
        hint={`${t('可用字段', 'Fields')}: ${END_NOTE_FIELDS.map(f => `{{${f}}}`).join(' ')}`}
      >
        {id => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2 }}
            maxLength={1000}
            value={own.endNote ?? ''}
            onChange={e => set({ endNote: e.target.value || null })}
          />
        )}
      </Labelled>
    </>
  )
}

function Template({ kind, own, set }: OwnProps & { kind: DocumentKind }) {
  if (own.template === null)
    return (
      <Flex gap="small" align="center" wrap>
        <span>{t('用随附的模板。', 'The shipped template is used.')}</span>
        <Button
          size="small"
          onClick={async () => set({ template: (await call('readTemplate', { params: { kind } })).template })}
        >
          {t('改用自己的模板', 'Use one of our own')}
        </Button>
      </Flex>
    )
  return (
    <Labelled
      label={t('自己的模板（Typst）', 'Template of our own (Typst)')}
      hint={t(
        '保存前先用样例试印；读不到文件，也连不到网络。',
        'It is tried on the sample before it is saved; it reads no file and reaches no network.',
      )}
    >
      {id => (
        <>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 8, maxRows: 30 }}
            spellCheck={false}
            style={{ fontFamily: 'monospace' }}
            maxLength={100_000}
            value={own.template ?? ''}
            onChange={e => set({ template: e.target.value || null })}
          />
          <Button size="small" style={{ alignSelf: 'start' }} onClick={() => set({ template: null })}>
            {t('恢复随附模板', 'Back to the shipped one')}
          </Button>
        </>
      )}
    </Labelled>
  )
}
