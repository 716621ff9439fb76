/** `?` shows which keys do what on the page that is open. */
import { lazy, Suspense, useState } from 'react'
import { t } from '../text.ts'
import { useOffer } from '../ui/commands.ts'

const Opened = lazy(() => import('./KeysOpened.tsx').then(m => ({ default: m.KeysOpened })))

export function Keys() {
  const [isOpen, setOpen] = useState(false)
  useOffer([
    {
      key: 'keys',
      label: t('有哪些快捷键', 'Which keys there are'),
      shortcut: '?',
      run: () => setOpen(true),
    },
  ])
  return isOpen ? (
    <Suspense>
      <Opened onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
