/** `./yidan doctor`: looks at everything an installation stands on, and says what to do. */
import { examine, examineMachine, type Finding } from '../server/backup/health.ts'
import { openInstallation } from '../server/installation.ts'
import type { CliCommand, Outcome } from './command.ts'
import { EXIT } from './command.ts'
import { isThere, readSettings } from './installed.ts'

const MARK = { ok: '✓', warning: '!', bad: '✗' } as const

export const doctor: CliCommand = {
  summary: 'Look at the installation, and say what is wrong and what to do',
  usage: '',
  help: `Looks at Node, the data folder and its space, PostgreSQL, migrations, the secret, the clocks, the calendar, the
readers of the history, the seals, and the sizes. ✓ is well, ! is worth a look, ✗ must be mended.
Ends with 0 when nothing must be mended, otherwise with 1. It changes nothing.

Example: ./yidan doctor`,
  run: async ({ progress }) => {
    const settings = readSettings()
    const findings = await examineMachine(settings)
    if (findings.some(f => f.state === 'bad') || !isThere(settings)) return report(findings)
    try {
      const installation = await openInstallation(settings, { log: progress, migrate: false })
      findings.push(...(await examine(installation).finally(installation.close)))
    } catch (error) {
      findings.push({ name: 'PostgreSQL', state: 'bad', what: (error as Error).message })
    }
    return report(findings)
  },
}

function report(findings: Finding[]): Outcome {
  const bad = findings.filter(f => f.state === 'bad').length
  const lines = findings.map(f => `${MARK[f.state]} ${f.name}: ${f.what}${f.todo ? `\n    → ${f.todo}` : ''}`)
  return {
    exitCode: bad ? EXIT.failed : EXIT.ok,
    text: [...lines, bad ? `${bad} must be mended.` : 'All is well.'].join('\n'),
    json: { ok: bad === 0, findings },
  }
}
