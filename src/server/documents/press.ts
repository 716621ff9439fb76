/** Turns frozen data into what Typst is given, and what it gives back into a paper or a refusal. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../domain/documents/canonical.ts'
import type { DocumentData } from '../../domain/documents/data.ts'
import { refuse } from '../../domain/refusal.ts'
import { Refused } from '../kernel/http/problems.ts'
import type { CompileJob } from './compile-job.ts'
import type { Compiler } from './compiler.ts'
import { qrFields } from './qr.ts'
import type { Bundle } from './templates.ts'

/** What is printed on the paper, and what the public page shows. */
export const hashOf = (data: DocumentData): Buffer =>
  createHash('sha256').update(canonicalJson(data), 'utf8').digest()

export interface PressJob {
  data: DocumentData
  bundle: Bundle
  /** The picture of the seal; null on paper without one. */
  seal: Buffer | null
  format: 'pdf' | 'svg'
}

/** A report of a thousand tables is still paper; a template that never ends isn't. */
const MOST_PAGES = 400

export function jobOf({ data, bundle, seal, format }: PressJob): CompileJob {
  const sealName = data.paper.seal && seal ? `seal-${data.paper.seal}.png` : null
  return {
    bundle: { name: bundle.hash.toString('hex').slice(0, 32), lib: bundle.lib, template: bundle.template },
    inputs: {
      data: JSON.stringify(data),
      hash: hashOf(data).toString('hex'),
      qr: data.verify ? qrFields(data.verify.url) : '',
      seal: sealName ? `/${sealName}` : '',
    },
    seal: sealName && seal ? { name: sealName, bytes: seal } : null,
    format,
    timestamp: Date.parse(`${data.issuedOn}T04:00:00Z`) / 1000,
    mostPages: MOST_PAGES,
  }
}

/** Throws Refused with every problem of the template, by its line. */
export async function pressed(compiler: Compiler, job: PressJob): Promise<{ bytes: Buffer; pages: number }> {
  const outcome = await compiler.compile(jobOf(job))
  if ('problems' in outcome)
    throw new Refused(
      refuse('template-wrong', {
        field: `kinds.${job.data.kind}.template`,
        facts: { problems: outcome.problems },
      }),
    )
  return { bytes: Buffer.from(outcome.bytes), pages: outcome.pages }
}
