/** Keeps what is on screen up to date: one page of the browser listens to the server and tells the others. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { addressOf } from '../api.ts'

/** One change of a ticket, as the server pushes it. */
export interface Pushed {
  number: string
  version: number
  kind: string
  stage: string
}
type News = Pushed | 'reset'

const CHANNEL = 'yidan.live'
/** Lists are asked anew at most so often, however much happens in the city. */
const LISTS_EVERY = 3000

/** Calls back for every change while the page is open. */
function listen(onNews: (news: News) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  const ended = new AbortController()
  channel.onmessage = (e: MessageEvent<News>) => onNews(e.data)
  const lead = () =>
    new Promise<void>(resolve => {
      const source = new EventSource(addressOf('streamEvents', {}))
      const tell = (news: News) => {
        onNews(news)
        channel.postMessage(news)
      }
      source.addEventListener('appeal', e => tell(JSON.parse(e.data)))
      source.addEventListener('reset', () => tell('reset'))
      ended.signal.addEventListener('abort', () => {
        source.close()
        resolve()
      })
    })
  // A browser opens six connections to a host at most; a dozen tabs share one.
  navigator.locks?.request(CHANNEL, { signal: ended.signal }, lead).catch(() => {})
  return () => {
    ended.abort()
    channel.close()
  }
}

/** Mount once in a workbench; `may` is false for those who read no tickets. */
export function useLive(may: boolean, onNews?: (news: Pushed) => void): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!may) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isLit = false
    const lists = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        if (isLit) client.invalidateQueries({ queryKey: [LIT] })
        isLit = false
        client.invalidateQueries({ predicate: q => FOLLOWING.test(String(q.queryKey[0])) })
      }, LISTS_EVERY)
    }
    const stop = listen(news => {
      if (news === 'reset') return void client.invalidateQueries()
      onNews?.(news)
      isLit ||= news.kind === 'clock.lit'
      client.invalidateQueries({ queryKey: ['openAppeal', { params: { number: news.number } }] })
      lists()
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, may, onNews])
}

/** Questions whose answers follow from tickets. */
const FOLLOWING =
  /^(list(Appeals|Requests|Visits|Claimable|Assignments|Alerts|Sheets)|countAppeals|readOverview)$/
/** Those that follow from changes of colour alone. */
const LIT = 'listMyLightNews'
