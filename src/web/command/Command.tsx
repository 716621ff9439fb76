/** The door 调度. */
import { HomeOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { type Place, Shell } from '../frame/Shell.tsx'
import { t } from '../text.ts'
import { Page } from '../ui/Page.tsx'

const TicketPage = lazy(() => import('../parts/ticket/TicketPage.tsx').then(m => ({ default: m.TicketPage })))

const PLACES: readonly Place[] = [
  { path: '/', zh: '首页', en: 'Home', icon: <HomeOutlined />, onPhone: true },
]

export function Command() {
  return (
    <Shell door="command" places={PLACES}>
      <Switch>
        <Route path="/appeals/:number">{({ number }) => <TicketPage number={number} />}</Route>
        <Route>
          <Page title={t('调度', 'Command')}>{null}</Page>
        </Route>
      </Switch>
    </Shell>
  )
}
