/** The database every small benchmark starts from: the city with two thousand appeals, made over the API. */
import { cityOf, createCity, onServer, PREFIX } from './city.ts'
import { runClient, startYidan } from './processes.ts'

const NAME = `${PREFIX}_0`
let made: Promise<string> | undefined

/** Its name; made anew once per run, so that it has the present schema. */
export const emptyCity = (): Promise<string> => {
  made ??= make()
  return made
}

async function make(): Promise<string> {
  await createCity(NAME)
  const server = await startYidan(NAME)
  try {
    const city = await cityOf(NAME)
    const job = { load: 'create', url: server.url, city, clients: 8, warm: 0, seconds: 3 } as const
    for (let made = 0, run = 1000; made < 2000; run++)
      made += (await runClient({ ...job, run })).outcome.all!.requests
  } finally {
    await server.stop()
  }
  // PostgreSQL does this by itself within a minute; a copy made before would be read by the plans of empty tables.
  await onServer(c => c.query('VACUUM (ANALYZE)'), NAME)
  return NAME
}
