/** What is asked of the process that makes paper, and what it answers. */

export interface CompileJob {
  /** `name` is a folder of its own; the same name always has the same texts. */
  bundle: { name: string; lib: string; template: string }
  /** What a template sees as sys.inputs. */
  inputs: Record<string, string>
  seal: { name: string; bytes: Uint8Array } | null
  format: 'pdf' | 'svg'
  /** Seconds since 1970: what the paper says of when it was made. */
  timestamp: number
  mostPages: number
}

/** `line` counts from 1 in the template; null where it is another file's, or nobody's. */
export interface TemplateProblem {
  line: number | null
  message: string
}

export type CompileOutcome = { bytes: Uint8Array; pages: number } | { problems: TemplateProblem[] }
