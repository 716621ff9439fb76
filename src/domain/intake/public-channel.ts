/** The channels through which somebody may send an appeal without an agent (NC-12: at any hour). */
import type { Channel, Directory } from '../directory/directory.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { ChannelKind } from '../vocabulary.ts'

/** In the order in which one is chosen when none is named. */
const OPEN_TO_ALL: readonly ChannelKind[] = [
  'web',
  'miniProgram',
  'onlinePlatform',
  'opinionColumn',
  'opinionBox',
  'evaluationDevice',
  'leaderLine',
]

/** The channel named, or the first that is open to all. */
export function publicChannel(
  { channels }: Pick<Directory, 'channels'>,
  id: number | undefined,
): Channel | Refusal {
  const open = [...channels.values()].filter(c => c.active && OPEN_TO_ALL.includes(c.kind))
  const byKind = open.sort((a, b) => OPEN_TO_ALL.indexOf(a.kind) - OPEN_TO_ALL.indexOf(b.kind))
  const found = id === undefined ? byKind[0] : open.find(c => c.id === id)
  return found ?? refuse('no-such-channel', { field: 'channelId' })
}
