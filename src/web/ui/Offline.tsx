/** Says when there is no network; what was asked before stays on screen. */
import { Alert } from 'antd'
import { useSyncExternalStore } from 'react'
import { t } from '../text.ts'

function subscribe(tell: () => void): () => void {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

export function Offline() {
  return (
    <div role="status">
      {!useOnline() && (
        <Alert
          banner
          type="warning"
          title={t('没有网络：显示的是此前的内容。', 'No network: you see what was there before.')}
        />
      )}
    </div>
  )
}
