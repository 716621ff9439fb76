/** How a file begins, as a table, so that the right one is sent with the right mapping; read here, sent nowhere. */
import { useEffect, useState } from 'react'
import { t } from '../../text.ts'
import { type Beginning, beginningOf } from './beginning.ts'

/** Enough for a few rows of long texts. */
const READ = 64 * 1024

export function Preview({ file }: { file: File }) {
  const [seen, setSeen] = useState<Beginning | null>(null)
  useEffect(() => {
    let isGone = false
    setSeen(null)
    void file
      .slice(0, READ)
      .arrayBuffer()
      .then(bytes => !isGone && setSeen(beginningOf(file.name, new Uint8Array(bytes))))
    return () => {
      isGone = true
    }
  }, [file])
  if (!seen) return null
  if (seen.rows.length === 0)
    return (
      <p role="status">
        {t(
          `${file.name}：先试一遍，就知道每一行怎么读。`,
          `${file.name}: try it first to learn how each row is read.`,
        )}
      </p>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="import-preview" tabIndex={0} aria-label={t('文件开头', 'How the file begins')}>
      <table>
        <caption>
          {t(
            `${file.name} 的前 ${seen.rows.length} 行`,
            `The first ${seen.rows.length} rows of ${file.name}`,
          )}
        </caption>
        <thead>
          <tr>
            {seen.columns.map(c => (
              <th key={c} scope="col">
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name, and keep their order
            <tr key={i}>
              {seen.columns.map((c, j) => (
                <td key={c} title={row[j]}>
                  {row[j]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
