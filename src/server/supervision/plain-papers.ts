/** Papers as plain data, until a city has set how its documents look. */
import { createHash, randomBytes } from 'node:crypto'
import { isoOf } from '../../domain/instant.ts'
import { SHEET_NAMES } from '../../domain/names.ts'
import type { TenantPapers } from '../record/issuing.ts'

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

export const plainPapers: TenantPapers = {
  seriesOf: kind => kind,
  prepare(paper, { series, year, no }) {
    const number = `${SHEET_NAMES[paper.kind][0]}〔${year}〕${no}号`
    const data = { ...paper, number }
    const hash = sha256(JSON.stringify(data))
    const template = { tenant_id: paper.tenantId, hash: hex(sha256('')), kind: paper.kind, source: '' }
    return {
      number,
      dataHash: hash.toString('hex'),
      document: {
        tenant_id: paper.tenantId,
        kind: paper.kind,
        series,
        year,
        no,
        number,
        title: SHEET_NAMES[paper.kind][0],
        unit_id: paper.unitId,
        appeal_id: paper.appealId,
        sheet_no: paper.sheetNo,
        template_hash: template.hash,
        data,
        data_hash: hex(hash),
        token: randomBytes(18).toString('base64url'),
        issued_at: isoOf(paper.issuedAt),
        issued_by: paper.issuedBy,
      },
      template: { ...template, at: isoOf(paper.issuedAt) },
    }
  },
}
