/** The door 话务派单: the places of those who take calls, dispatch, review and call back. */
import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { Shell } from '../frame/Shell.tsx'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { Page } from '../ui/Page.tsx'
import './desk.css'
import { Home } from './Home.tsx'
import { placesFor, withCounts } from './places.tsx'
import { useWaiting } from './waiting.ts'

const TicketPage = lazy(() => import('../parts/ticket/TicketPage.tsx').then(m => ({ default: m.TicketPage })))
const CallPage = lazy(() => import('./call/CallPage.tsx').then(m => ({ default: m.CallPage })))
const OpenContacts = lazy(() => import('./call/OpenContacts.tsx').then(m => ({ default: m.OpenContacts })))
const DispatchQueue = lazy(() =>
  import('./dispatch/DispatchQueue.tsx').then(m => ({ default: m.DispatchQueue })),
)
const RequestQueue = lazy(() => import('./decide/RequestQueue.tsx').then(m => ({ default: m.RequestQueue })))
const ReviewQueue = lazy(() => import('./review/ReviewQueue.tsx').then(m => ({ default: m.ReviewQueue })))
const VisitQueue = lazy(() => import('./visits/VisitQueue.tsx').then(m => ({ default: m.VisitQueue })))
const StrikeQueue = lazy(() => import('./strike/StrikeQueue.tsx').then(m => ({ default: m.StrikeQueue })))
const AlertQueue = lazy(() => import('./merges/AlertQueue.tsx').then(m => ({ default: m.AlertQueue })))
const Bursts = lazy(() => import('./bursts/Bursts.tsx').then(m => ({ default: m.Bursts })))
const Knowledge = lazy(() => import('./knowledge/Knowledge.tsx').then(m => ({ default: m.Knowledge })))
const Quality = lazy(() => import('./quality/Quality.tsx').then(m => ({ default: m.Quality })))
const Forces = lazy(() => import('../parts/forces/Forces.tsx').then(m => ({ default: m.Forces })))
const Thanks = lazy(() => import('../parts/thanks/Thanks.tsx').then(m => ({ default: m.Thanks })))
const Cases = lazy(() => import('../parts/cases/Cases.tsx').then(m => ({ default: m.Cases })))
const Library = lazy(() => import('../parts/library/Library.tsx').then(m => ({ default: m.Library })))
const Messages = lazy(() => import('./outbox/Messages.tsx').then(m => ({ default: m.Messages })))
const Restraints = lazy(() => import('./outbox/Restraints.tsx').then(m => ({ default: m.Restraints })))

/** What people of the desk do most with a ticket. */
const FIRST = [
  'dispatchAppeal',
  'decideReturn',
  'ruleOnObjection',
  'acceptAnswer',
  'strikeOff',
  'addToAppeal',
] as const

export function Desk() {
  const { may } = useSession()
  const places = withCounts(placesFor(may), useWaiting())
  const one = (number: string | undefined) => (number ? { number } : {})
  return (
    <Shell door="desk" places={places}>
      <Switch>
        <Route path="/">
          <Home />
        </Route>
        <Route path="/appeals/:number">{({ number }) => <TicketPage number={number} first={FIRST} />}</Route>
        <Route path="/call">
          <CallPage />
        </Route>
        <Route path="/contacts">
          <OpenContacts />
        </Route>
        <Route path="/dispatch/:number?">{({ number }) => <DispatchQueue {...one(number)} />}</Route>
        <Route path="/returns/:at?">{({ at }) => <RequestQueue about="duty" {...(at && { at })} />}</Route>
        <Route path="/requests/:at?">{({ at }) => <RequestQueue about="other" {...(at && { at })} />}</Route>
        <Route path="/review/:number?">{({ number }) => <ReviewQueue {...one(number)} />}</Route>
        <Route path="/visits/:number?">{({ number }) => <VisitQueue {...one(number)} />}</Route>
        <Route path="/strike-off/:number?">{({ number }) => <StrikeQueue {...one(number)} />}</Route>
        <Route path="/alerts/:at?">{({ at }) => <AlertQueue {...(at && { at })} />}</Route>
        <Route path="/bursts/:head?">{({ head }) => <Bursts {...(head && { head })} />}</Route>
        <Route path="/knowledge/:id?">{({ id }) => <Knowledge {...(id && { id })} />}</Route>
        <Route path="/quality/:at?">{({ at }) => <Quality {...(at && { at })} />}</Route>
        <Route path="/forces/*?" component={Forces} />
        <Route path="/thanks/*?" component={Thanks} />
        <Route path="/cases/*?" component={Cases} />
        <Route path="/policies/*?" component={Library} />
        <Route path="/messages">
          <Messages />
        </Route>
        <Route path="/restraints">
          <Restraints />
        </Route>
        <Route>
          <Page title={t('没有这个页面', 'There is no such page')}>{null}</Page>
        </Route>
      </Switch>
    </Shell>
  )
}
