/** Something is on its way. */
import { Skeleton, Spin } from 'antd'
import { t } from '../text.ts'

/** `whole`: nothing of the page is there yet. */
export function Loading({ whole, rows = 4 }: { whole?: boolean; rows?: number }) {
  return (
    <div
      role="status"
      aria-label={t('正在加载', 'Loading')}
      style={whole ? { padding: '30vh 0', textAlign: 'center' } : {}}
    >
      {whole ? <Spin size="large" /> : <Skeleton active title={false} paragraph={{ rows }} />}
    </div>
  )
}
