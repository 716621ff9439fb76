/** Puts the sample city into an opened installation: the first start and `./yidan demo` do the same. */
import { partsOf } from './app.ts'
import { prepareSample, type SampleFilled, type SampleOptions } from './demo/first-start.ts'
import type { Installation } from './installation.ts'
import { openDatabase } from './kernel/database.ts'

/** Leaves an installation with a city of its own as it is. */
export async function sampleCityFor(
  installation: Installation,
  options: SampleOptions,
): Promise<SampleFilled> {
  const { db, keys, words, settings, connection } = installation
  // What a crash takes away is filled anew, so nobody waits for the disk until the mark at the end.
  const quick = openDatabase({ ...connection, max: 10 })
  quick.pool.on('connect', client => void client.query('SET synchronous_commit = off').catch(() => {}))
  try {
    return await prepareSample(
      db,
      ({ now }) => partsOf({ db: quick, keys, words, folder: settings.folder, now }),
      options,
    )
  } finally {
    await quick.close()
  }
}
