/** The pages of the command: who opens each, and what says that it is there. */
import type { PersonName } from '../../world.ts'

export const PAGES: readonly (readonly [path: string, who: PersonName, ready: string])[] = [
  ['/command/ledger', 'director', '.is-row, .grid-card'],
  ['/command/late', 'director', '.late-row'],
  ['/command/brief', 'director', '.brief .lines li'],
  ['/command/figures', 'observer', '.figures-table'],
  ['/command/strike-off', 'director', '.strike li'],
  ['/command/reconciliation', 'director', '.scale'],
  ['/command/wall', 'director', '.wall-tile'],
  ['/command/contacts', 'director', 'table'],
  ['/command/policies', 'director', '.ant-empty, .library-list'],
  ['/command/forces', 'director', '.ant-empty, .force-list'],
  ['/command/thanks', 'director', '.ant-empty, .force-list'],
  ['/command/cases', 'director', '.ant-empty, .force-notes'],
]
