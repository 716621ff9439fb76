/** The same place before and after: side by side, or one over the other with a slider between them. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { t } from '../../text.ts'

interface Props {
  before: string
  after: string
  name: string
}

export function PicturePair({ before, after, name }: Props) {
  const [isOver, setOver] = useState(false)
  const [at, setAt] = useState(50)
  const words = { before: t('处置前', 'Before'), after: t('处置后', 'After') }
  return (
    <section aria-label={t(`${name}：处置前后`, `${name}: before and after`)}>
      <Segmented
        className="no-print"
        size="small"
        value={isOver ? 'over' : 'beside'}
        onChange={v => setOver(v === 'over')}
        options={[
          { value: 'beside', label: t('并排', 'Side by side') },
          { value: 'over', label: t('重叠对比', 'Slide') },
        ]}
        style={{ marginBottom: 8 }}
      />
      {isOver ? (
        <div className="pair-over">
          <img src={before} alt={`${name} ${words.before}`} />
          <img
            className="pair-top"
            src={after}
            alt={`${name} ${words.after}`}
            style={{ clipPath: `inset(0 0 0 ${at}%)` }}
          />
          <span className="pair-line" style={{ left: `${at}%` }} aria-hidden="true" />
          <input
            type="range"
            min={0}
            max={100}
            value={at}
            aria-label={t('处置前后对比', 'Compare before and after')}
            onChange={e => setAt(Number(e.target.value))}
          />
        </div>
      ) : (
        <div className="pair-beside">
          {(
            [
              ['before', before],
              ['after', after],
            ] as const
          ).map(([which, src]) => (
            <figure key={which}>
              <a href={src} target="_blank" rel="noreferrer">
                <img src={src} alt={`${name} ${words[which]}`} loading="lazy" />
              </a>
              <figcaption>{words[which]}</figcaption>
            </figure>
          ))}
        </div>
      )}
    </section>
  )
}
