/** What a command of `./yidan` is: its help, its options, and what it answers to people and to machines. */
import type { ParseArgsConfig } from 'node:util'

/** Exit codes, after sysexits.h where one fits. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 64,
  input: 65,
  unavailable: 69,
  internal: 70,
  busy: 75,
  /** Whoever read the output has gone, as the shell tells of SIGPIPE. */
  pipeClosed: 141,
} as const

export interface Outcome {
  /** One of EXIT; 0 when left out. */
  exitCode?: number
  /** What a person reads; printed unless --json. */
  text?: string
  /** What a machine reads; printed as the last line of standard output with --json. */
  json: Record<string, unknown>
}

export interface Invocation {
  values: Record<string, string | boolean | string[] | undefined>
  positionals: string[]
  json: boolean
  /** Reports long work on standard error; silent when nobody watches and with --json. */
  progress: (message: string, done?: number, total?: number) => void
}

export interface CliCommand {
  summary: string
  /** Everything after `./yidan <name>`, e.g. `MOMENT LIMIT [--calendar FILE]`. */
  usage: string
  /** Longer help, with one example at least. */
  help: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** Takes words without `--`; where left out, one is a mistake and told. */
  takesWords?: boolean
  run: (call: Invocation) => Promise<Outcome>
}

/** An expected failure of a command: printed as one line, without a stack. */
export class CliError extends Error {
  exitCode: number
  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message)
    this.exitCode = exitCode
  }
}
