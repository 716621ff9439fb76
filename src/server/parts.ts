/** What every stage's routes, jobs and readers are built from. */
import type { Gate } from './accounts/gate.ts'
import type { SignOn } from './accounts/oidc.ts'
import type { PhoneCode } from './accounts/phone-code.ts'
import type { Around } from './around.ts'
import type { Tenants } from './directory/tenants.ts'
import type { Documents } from './documents/open.ts'
import type { OpenLoaders } from './exchange/import-file.ts'
import type { Keys } from './kernel/crypto/keys.ts'
import type { Database } from './kernel/database.ts'
import type { Words } from './kernel/words.ts'
import type { Door } from './record/door.ts'
import type { Tickets } from './record/tickets.ts'

export interface Parts extends Around {
  db: Database
  keys: Keys
  words: Words
  tenants: Tenants
  /** Signing in and sessions. */
  gate: Gate
  /** Null where the city has no sign-on of its own. */
  signOn: SignOn | null
  /** Sends a one-time code to a phone. */
  sendCode: (tenantId: number, code: PhoneCode) => Promise<void>
  /** Official documents. */
  documents: Documents
  door: Door
  tickets: Tickets
  /** The data folder: files/ and keys/ stand in it. */
  folder: string
  /** Who loads the rows of imports. */
  openLoaders: OpenLoaders
  /** The clock of the installation; a test's own. */
  now: () => number
}
