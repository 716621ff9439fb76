/** A balance: two sums side by side, each made of its parts, drawn to one scale. */
import { t } from '../../text.ts'

interface Part {
  name: string
  n: number
  /** Ought not to be there. */
  bad?: boolean
}

export function Scale({ left, right }: { left: readonly Part[]; right: readonly Part[] }) {
  const sums = [left, right].map(side => side.reduce((n, p) => n + p.n, 0))
  const isEven = sums[0] === sums[1]
  const widest = Math.max(...sums, 1)
  return (
    <div className="scale">
      {[left, right].map((side, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: there are two sides, left and right
        <div key={i} className="scale-side">
          <strong className="scale-sum">{sums[i]}</strong>
          <ul className="scale-bar" style={{ width: `calc((100% - 80px) * ${sums[i]! / widest})` }}>
            {side
              .filter(p => p.n > 0)
              .map((p, j) => (
                <li
                  key={p.name}
                  className={p.bad ? 'scale-part is-bad' : `scale-part tone-${(j % 4) + 1}`}
                  style={{ flex: p.n }}
                  title={`${p.name} ${p.n}`}
                >
                  <span>
                    {p.name} {p.n}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
      <span className={isEven ? 'scale-sign is-able' : 'scale-sign is-unable'}>
        {isEven ? t('＝ 平', '= even') : t(`≠ 差 ${sums[0]! - sums[1]!}`, `≠ off by ${sums[0]! - sums[1]!}`)}
      </span>
    </div>
  )
}
