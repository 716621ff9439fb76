/** Keeps the processes that make paper: opened when first needed, one job at a time each, ended when one takes too long. */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { CompileJob, CompileOutcome } from './compile-job.ts'

const PROGRAM = fileURLToPath(new URL('./compile-process.ts', import.meta.url))

export interface CompilerSettings {
  fontFiles: readonly string[]
  /** How long one document may take, in milliseconds. */
  longest?: number
  /** Idle for so long, a process ends and gives its memory back. */
  idle?: number
  /** How many processes there may be. */
  most?: number
}

export interface Compiler {
  /** A job that takes too long or too much memory ends as a problem of its template. */
  compile: (job: CompileJob) => Promise<CompileOutcome>
  close: () => void
}

interface Waiting {
  job: CompileJob
  done: (outcome: CompileOutcome) => void
  failed: (error: Error) => void
}

const LONGEST = 20_000
const IDLE = 10 * 60_000
/** Fonts and caches take some 300 MB; what goes far beyond is a template that fills memory. */
const MOST_MEMORY_KB = 1_800_000

export function openCompiler(settings: CompilerSettings): Compiler {
  const { most = Math.min(2, availableParallelism()) } = settings
  const queue: Waiting[] = []
  const presses = Array.from({ length: most }, () => openPress(settings, queue))
  return {
    compile: job =>
      new Promise((done, failed) => {
        queue.push({ job, done, failed })
        // A second process is worth its start only where jobs pile up.
        const free = presses.filter(p => !p.busy())
        const press =
          free.find(p => p.running()) ?? (queue.length > 1 || free.length === most ? free[0] : undefined)
        press?.take()
      }),
    close: () => {
      for (const press of presses) press.close()
      for (const { failed } of queue.splice(0)) failed(new Error('the compiler was closed'))
    },
  }
}

function openPress({ fontFiles, longest = LONGEST, idle = IDLE }: CompilerSettings, queue: Waiting[]) {
  let child: ChildProcess | null = null
  let current: Waiting | null = null
  let isReady = false
  let limit: NodeJS.Timeout | undefined
  let rest: NodeJS.Timeout | undefined

  const end = () => {
    clearTimeout(limit)
    clearTimeout(rest)
    child?.removeAllListeners()
    child?.kill('SIGKILL')
    child = null
    isReady = false
  }
  const settle = (outcome: CompileOutcome) => {
    clearTimeout(limit)
    const finished = current
    current = null
    finished?.done(outcome)
    next()
  }
  const giveUp = (message: string) => {
    end()
    settle({ problems: [{ line: null, message }] })
  }
  const start = () => {
    const started = begin(fontFiles)
    child = started
    started.on('message', message => (message === 'ready' ? ready() : settle(message as CompileOutcome)))
    started.on('exit', () => {
      const isEarly = !isReady
      end()
      if (isEarly) fail(new Error('the process that makes paper could not start'))
      else
        settle({
          problems: [{ line: null, message: 'ended before its end: it may have taken too much memory' }],
        })
    })
    started.on('error', error => {
      end()
      fail(error)
    })
  }
  const fail = (error: Error) => {
    const finished = current
    current = null
    finished?.failed(error)
    next()
  }
  const ready = () => {
    isReady = true
    send()
  }
  const send = () => {
    limit = setTimeout(() => giveUp(`took longer than ${longest / 1000} seconds`), longest)
    child!.send(current!.job)
  }
  /** The process holds the server open only while it works. */
  const hold = (busy: boolean) => {
    if (busy) child?.channel?.ref()
    else child?.channel?.unref()
  }
  const next = () => {
    clearTimeout(rest)
    current = queue.shift() ?? null
    if (!current) {
      hold(false)
      rest = setTimeout(end, idle).unref()
      return
    }
    if (!child) start()
    hold(true)
    if (isReady) send()
  }
  return { busy: () => current !== null, running: () => child !== null, take: next, close: end }
}

/** Without this server's settings and keys; a package that a template asks for can't be fetched. */
function begin(fontFiles: readonly string[]): ChildProcess {
  const nowhere = 'http://127.0.0.1:9'
  const options = {
    env: { HOME: '/nonexistent', HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, ALL_PROXY: nowhere },
    serialization: 'advanced' as const,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'] as ('ignore' | 'ipc')[],
    cwd: '/',
  }
  const given = [JSON.stringify(fontFiles)]
  const node = [process.execPath, '--disable-warning=ExperimentalWarning']
  const child =
    process.platform === 'linux'
      ? fork(PROGRAM, given, {
          ...options,
          execPath: '/bin/sh',
          execArgv: ['-c', `ulimit -d ${MOST_MEMORY_KB}; exec "$0" "$@"`, ...node],
        })
      : fork(PROGRAM, given, { ...options, execPath: node[0]!, execArgv: node.slice(1) })
  child.unref()
  return child
}
