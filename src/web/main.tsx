/** Starts the workbenches: theme, language, who is signed in, and the door that was asked for. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { worthRetry } from './asking.ts'
import { Front } from './Front.tsx'
import { Themed } from './ui/Themed.tsx'
import './style.css'

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: worthRetry, refetchOnWindowFocus: true } },
})

createRoot(document.getElementById('root')!).render(
  <Themed>
    <QueryClientProvider client={client}>
      <Front />
    </QueryClientProvider>
  </Themed>,
)
