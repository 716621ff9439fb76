/** For ten seconds what was done can be taken back from the message about it. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { refreshAll } from '../asking.ts'
import { t } from '../text.ts'
import { sentenceOf } from '../ui/Failed.tsx'
import { type Done, UNDO_WORDS, wayBack } from './undo.ts'

/** Seconds in which people notice their own slip. */
const WHILE = 10

/** Answers whether there is a way back; then the message says that it was done, too. */
export function useUndo(): (done: Done) => boolean {
  const client = useQueryClient()
  const { notification, message } = App.useApp()
  return done => {
    const [back, words] = [wayBack(done), UNDO_WORDS[done.name]]
    if (!back || !words) return false
    const key = `undo.${done.name}.${done.before.number}`
    const run = async () => {
      notification.destroy(key)
      try {
        await back()
        message.success(t(...words.undone))
      } catch (error) {
        message.error(sentenceOf(error as Error))
      }
      await refreshAll(client)
    }
    notification.success({
      key,
      duration: WHILE,
      placement: 'bottomLeft',
      title: t(...words.done),
      description: done.before.title,
      actions: (
        <Button size="small" onClick={() => void run()}>
          {t(...words.undo)}
        </Button>
      ),
    })
    return true
  }
}
