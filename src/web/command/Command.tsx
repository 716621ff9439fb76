/** The door 调度: the wall, which fills the screen, and all other pages in the frame of a workbench. */
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Loading } from '../ui/Loading.tsx'
import './charts/charts.css'
import './command.css'

const Wall = lazy(() => import('./wall/Wall.tsx').then(m => ({ default: m.Wall })))
const Seated = lazy(() => import('./Seated.tsx').then(m => ({ default: m.Seated })))

export function Command() {
  return (
    <Suspense fallback={<Loading whole />}>
      <Switch>
        <Route path="/wall" component={Wall} />
        <Route component={Seated} />
      </Switch>
    </Suspense>
  )
}
