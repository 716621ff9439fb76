/** What the routes of accounts are built from. */
import type { Tenants } from '../directory/tenants.ts'
import type { Gate } from './gate.ts'
import type { SignOn } from './oidc.ts'
import type { PhoneCode } from './phone-code.ts'

export interface AccountParts {
  gate: Gate
  tenants: Tenants
  /** Null where the city has no sign-on of its own. */
  signOn: SignOn | null
  /** Sends a one-time code to a phone. */
  sendCode: (tenantId: number, code: PhoneCode) => Promise<void>
}
