/** Works through many things a few at a time, each with its own result. */
import { t } from '../../text.ts'

const AT_ONCE = 4

export const sentence = (error: unknown): string =>
  error instanceof Error ? error.message : t('没有成功', 'It did not succeed')

/** Tells of each as it is done. Stops early when the signal says so. */
export async function eachOf<T>(
  keys: readonly string[],
  work: (key: string) => Promise<T>,
  { signal, onOne }: { signal: AbortSignal; onOne: (done: T) => void },
): Promise<void> {
  const waiting = [...keys]
  const worker = async () => {
    for (let key = waiting.shift(); key !== undefined && !signal.aborted; key = waiting.shift())
      onOne(await work(key))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
