/** 亮灯提醒: a bell with how many lights changed since one last looked; by the server's stream, within seconds. */
import { BellOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'

const News = lazy(() => import('./News.tsx').then(m => ({ default: m.News })))

export function Bell() {
  const news = useAsk('listMyLightNews', {}, { every: 60_000 })
  const [isOpen, setOpen] = useState(false)
  const unread = news.data?.unread ?? 0
  useOffer([{ key: 'lights', label: t('亮灯提醒', 'Lights'), run: () => setOpen(true) }])
  const said = unread > 0 ? t(`${unread} 条未读`, `${unread} unread`) : t('没有未读', 'nothing unread')
  return (
    <>
      <Button
        type="text"
        className="shell-bell"
        aria-label={t(`亮灯提醒，${said}`, `Lights, ${said}`)}
        aria-haspopup="dialog"
        icon={<BellOutlined />}
        onClick={() => setOpen(true)}
      >
        {unread > 0 && (
          <span className="bell-count" aria-hidden="true">
            {unread > 29 ? '30+' : unread}
          </span>
        )}
      </Button>
      <span role="status" className="sr-only">
        {unread > 0 ? t(`有 ${unread} 条亮灯提醒未读`, `${unread} changes of lights unread`) : ''}
      </span>
      {isOpen && (
        <Suspense>
          <News onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
