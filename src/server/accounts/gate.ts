/** What signing in works with: the database, the keys, the settings, the time, and the sessions known by heart. */
import type { Keys } from '../kernel/crypto/keys.ts'
import { openPresence, type Presence, type PresenceParts } from './presence.ts'

export interface Gate extends PresenceParts {
  keys: Keys
  presence: Presence
}

/** Everything below src/server/accounts takes a gate; one per process, so that what it ends is ended at once. */
export const openGate = (parts: Omit<Gate, 'presence'>): Gate => ({ ...parts, presence: openPresence(parts) })
