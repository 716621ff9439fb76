/** Rules that were refused: what is wrong with them, place by place. */
import { Alert } from 'antd'
import { Refused } from '../../api.ts'
import { sentenceOf } from '../../ui/Failed.tsx'

interface Problem {
  path: string
  message: string
}

export function Wrong({ error }: { error: Error }) {
  const facts =
    error instanceof Refused ? (error.problem.facts as { problems?: Problem[] } | undefined) : undefined
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      style={{ marginTop: 12 }}
      title={sentenceOf(error)}
      description={
        facts?.problems && (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {facts.problems.map(({ path, message }) => (
              <li key={path + message}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}
