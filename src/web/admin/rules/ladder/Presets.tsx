/** Where a ladder begins: one of those that come with the product. */
import { Button, Popconfirm } from 'antd'
import type { Answer } from '../../../api.ts'
import { t } from '../../../text.ts'

type Preset = Answer<'listLadderPresets'>['items'][number]

interface Props {
  presets: readonly Preset[]
  /** The rules have a ladder of their own, which would be replaced. */
  isOwn: boolean
  onTake: (preset: Preset) => void
}

export function Presets({ presets, isOwn, onTake }: Props) {
  return (
    <section aria-label={t('从样式开始', 'Begin from a preset')} className="presets">
      <span>{t('从样式开始：', 'Begin from: ')}</span>
      {presets.map(p => (
        <Popconfirm
          key={p.name}
          title={t('现在的阶梯和亮灯会被换掉。', 'The present ladder and lights are replaced.')}
          disabled={!isOwn}
          onConfirm={() => onTake(p)}
        >
          <Button size="small" {...(!isOwn && { onClick: () => onTake(p) })}>
            {t(p.zh, p.en)}
          </Button>
        </Popconfirm>
      ))}
    </section>
  )
}
