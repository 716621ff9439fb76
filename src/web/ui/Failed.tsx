/** It didn't work: what went wrong, in a sentence, and the way to try again. */
import { Alert, Button } from 'antd'
import { Away, Refused } from '../api.ts'
import { t } from '../text.ts'

/** What to tell people of an error; details of a defect stay in the log. */
export const sentenceOf = (error: Error): string =>
  error instanceof Refused || error instanceof Away
    ? error.message
    : t('页面出了错，请再试一次。', 'Something went wrong on this page. Please try again.')

export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const isNo = error instanceof Refused && error.problem.status < 500
  return (
    <Alert
      role="alert"
      type={isNo ? 'warning' : 'error'}
      showIcon
      title={sentenceOf(error)}
      description={
        error instanceof Refused && error.field ? `${t('字段', 'Field')}: ${error.field}` : undefined
      }
      action={
        again && (
          <Button size="small" onClick={again}>
            {t('再试一次', 'Try again')}
          </Button>
        )
      }
    />
  )
}
