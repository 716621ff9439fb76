/** Rounds of killing a town's server or its database under load; the suite runs a few, bench/kill.ts many. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Town, until } from './town.ts'

const moment = () => sleep(100 + Math.random() * 700)

/** Kills the server at a random moment, starts another, waits until it takes writes again; `rounds` times. */
export async function killServers(
  town: Town,
  rounds: number,
  report: (round: number) => void = () => {},
): Promise<void> {
  const load = town.load()
  try {
    for (let round = 1; round <= rounds; round++) {
      await moment()
      await town.servers.shift()!.end('SIGKILL')
      await town.start()
      const before = town.acknowledged.size
      await until(() => town.acknowledged.size > before + 20)
      report(round)
    }
  } finally {
    await load.stop()
  }
}

/** Kills the database's first process at a random moment; the server has to bring it back by itself. */
export async function killDatabases(
  town: Town,
  rounds: number,
  report: (round: number) => void = () => {},
): Promise<void> {
  const load = town.load()
  try {
    for (let round = 1; round <= rounds; round++) {
      await moment()
      const pid = town.postmaster()!
      process.kill(pid, 'SIGKILL')
      await until(() => town.postmaster() !== pid && town.postmaster() !== null)
      const before = town.acknowledged.size
      await until(() => town.acknowledged.size > before + 20)
      report(round)
    }
  } finally {
    await load.stop()
  }
}
