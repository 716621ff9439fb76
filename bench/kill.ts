/** `node bench/kill.ts [ROUNDS]`: kills server and embedded database 20 times each under load, and counts what is lost. */
import { killDatabases, killServers } from '../test/faults/kills.ts'
import { openTown, verified, whatIsLost } from '../test/faults/town.ts'

const rounds = Number(process.argv[2] ?? 20)
let lostInAll = 0
for (const [what, kill] of [
  ['server', killServers],
  ['database', killDatabases],
] as const) {
  const town = await openTown()
  try {
    await kill(town, rounds, round => process.stderr.write(`${what} killed ${round}/${rounds}\n`))
    const lost = [...(await whatIsLost(town)), ...town.wrong]
    const { ok, events } = await verified(town)
    console.log(
      `${what} killed ${rounds} times: ${town.acknowledged.size} acknowledged, ${lost.length} lost, doubled or wrong, ` +
        `${town.deferred()} asked to come back, verify of ${events} events: ${ok ? 'whole' : 'BROKEN'}`,
    )
    for (const line of lost.slice(0, 20)) console.log(`  ${line}`)
    lostInAll += lost.length + (ok ? 0 : 1)
  } finally {
    await town.close()
  }
}
process.exitCode = lostInAll ? 1 : 0
