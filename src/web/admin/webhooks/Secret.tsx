/** A secret, shown once. */
import { Alert, Typography } from 'antd'
import { t } from '../../text.ts'

export function Secret({ secret }: { secret: string }) {
  return (
    <Alert
      type="success"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('密钥只显示这一次，请现在保存。', 'The secret is shown this once; keep it now.')}
      description={
        <Typography.Text className="number" copyable>
          {secret}
        </Typography.Text>
      }
    />
  )
}
