/** Starts the workbenches: theme, language, who is signed in, and the door that was asked for. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { worthRetry } from './asking.ts'
import { Front } from './Front.tsx'
import { Themed } from './ui/Themed.tsx'
import './style.css'

// A newer version was installed while this page stood open: what it asks for next is no longer there.
addEventListener('vite:preloadError', () => location.reload())

const client = new QueryClient({
  defaultOptions: {
    // Asked also without a network: a door may have kept the last answers.
    queries: { networkMode: 'always', staleTime: 10_000, retry: worthRetry, refetchOnWindowFocus: true },
    mutations: { networkMode: 'always' },
  },
})

createRoot(document.getElementById('root')!).render(
  <Themed>
    <QueryClientProvider client={client}>
      <Front />
    </QueryClientProvider>
  </Themed>,
)
