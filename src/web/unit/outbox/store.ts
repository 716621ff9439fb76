/** What is kept on this machine until it is sent: acts in their order, and the files that go with them. */
import { clear, createStore, del, get, keys, set, type UseStore, update } from 'idb-keyval'
import type { Purpose } from '../../parts/fields/FilesField.tsx'
import type { Waiting } from '../../parts/waiting.ts'
import { freshKey } from '../../ui/fresh-key.ts'

/** Files nobody came back for go after so long. */
const FILE_LASTS = 14 * 24 * 3600_000

interface KeptFile {
  file: Blob
  name: string
  purpose: Purpose
  at: number
}

let opened: UseStore | undefined
const store = (): UseStore => {
  opened ??= createStore('yidan-outbox', 'kept')
  return opened
}
const actsOf = (personId: number): string => `acts.${personId}`

export const readActs = async (personId: number): Promise<Waiting[]> =>
  (await get<Waiting[]>(actsOf(personId), store())) ?? []

/** Changes the list in one transaction; several pages of the browser may do so at once. */
export async function changeActs(
  personId: number,
  change: (acts: Waiting[]) => Waiting[],
): Promise<readonly Waiting[]> {
  let after: Waiting[] = []
  await update<Waiting[]>(
    actsOf(personId),
    before => {
      after = change(before ?? [])
      return after
    },
    store(),
  )
  return after
}

export const LOCAL = 'local:'
export const isLocal = (id: unknown): id is string => typeof id === 'string' && id.startsWith(LOCAL)

/** Answers the name under which the file is found again. */
export async function keepFile(file: File, purpose: Purpose): Promise<string> {
  const name = `${LOCAL}${freshKey()}`
  await set(name, { file, name: file.name, purpose, at: Date.now() } satisfies KeptFile, store())
  return name
}

const keptUnder = (name: string): Promise<KeptFile | undefined> => get<KeptFile>(name, store())

export async function fileOf(name: string): Promise<File | undefined> {
  const kept = await keptUnder(name)
  return kept && new File([kept.file], kept.name, { type: kept.file.type })
}

export const purposeOf = async (name: string): Promise<Purpose> => (await keptUnder(name))?.purpose ?? 'other'

export const dropFile = (name: string): Promise<void> => del(name, store())

/** Lets go of files that no act and no draft of the last days can still want. */
export async function tidyFiles(acts: readonly Waiting[]): Promise<void> {
  const wanted = JSON.stringify(acts.map(a => a.body))
  for (const key of await keys<string>(store())) {
    if (!isLocal(key) || wanted.includes(key)) continue
    const kept = await get<KeptFile>(key, store())
    if (kept && kept.at < Date.now() - FILE_LASTS) await dropFile(key)
  }
}

/** Whoever signs out leaves nothing behind. */
export const clearAll = (): Promise<void> => clear(store())
