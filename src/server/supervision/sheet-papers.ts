/** Sheets as official papers: what a decision says is put into the city's own form, numbered and frozen. */
import { documentNumber } from '../../domain/documents/number.ts'
import { sheetData } from '../../domain/documents/sheet-data.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { LEVEL_NAMES } from '../../domain/names.ts'
import { DEMANDS } from '../../domain/supervision/demands.ts'
import type { SheetPaper } from '../../domain/supervision/issue-sheet.ts'
import { limitText, localText } from '../../domain/time/moment-text.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { Tenants } from '../directory/tenants.ts'
import type { Documents } from '../documents/open.ts'
import type { TenantPapers } from '../record/issuing.ts'

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

/** What a tenant's sheets are made with at the moment of asking. */
export const sheetPapers =
  (documents: Documents, tenants: Tenants) =>
  async (tenantId: number): Promise<TenantPapers> => {
    const [settings, prepare, { calendar }] = await Promise.all([
      documents.settings(tenantId),
      documents.preparer(tenantId),
      tenants.get(tenantId),
    ])
    return {
      seriesOf: kind => settings.kinds[kind].series,
      prepare(paper, { series, year, no }) {
        const number = documentNumber(settings, series, year, no)
        const data = sheetData(settings, { ...factsOf(paper, calendar.zone), number })
        const frozen = prepare(data)
        const { tenantId: tenant_id, issuedAt } = paper
        return {
          number,
          dataHash: frozen.dataHash.toString('hex'),
          document: {
            tenant_id,
            kind: paper.kind,
            series,
            year,
            no,
            number,
            title: data.title,
            unit_id: paper.unitId,
            recipients: paper.recipients,
            appeal_id: paper.appealId,
            sheet_no: paper.sheetNo,
            template_hash: hex(frozen.templateHash),
            data: frozen.data,
            data_hash: hex(frozen.dataHash),
            token: frozen.token,
            issued_at: isoOf(issuedAt),
            issued_by: paper.issuedBy,
          },
          template: {
            tenant_id,
            hash: hex(frozen.template.hash),
            kind: frozen.template.kind,
            source: frozen.template.source,
            at: isoOf(issuedAt),
          },
        }
      },
    }
  }

/** Nothing is known of a confidential matter that wasn't rewritten. */
const UNSAID = '（保密事项，内容见系统）'

function factsOf(paper: SheetPaper, zone: Zone): Omit<Parameters<typeof sheetData>[1], 'number'> {
  const dayOf = (at: Instant) => localText(at, zone).slice(0, 10)
  const until = (at: Instant | null) => (at === null ? null : `${chineseMoment(limitText(at, zone))}前`)
  const { words, instruction, signBefore, dutyDueAt } = paper
  return {
    kind: paper.kind,
    issuedOn: dayOf(paper.issuedAt),
    subject: {
      number: paper.appealNumber,
      title: words.title ?? UNSAID,
      summary: words.summary ?? UNSAID,
    },
    source: paper.channel,
    leadUnits: paper.lead,
    assistUnits: paper.assist,
    cc: paper.copy,
    asked: paper.demand ?? DEMANDS[paper.kind],
    dueText: until(paper.answerBefore),
    limits: [
      ...(signBefore === null ? [] : [{ label: '签收时限', value: until(signBefore)! }]),
      ...(dutyDueAt === null ? [] : [{ label: '事项时限', value: until(dutyDueAt)! }]),
    ],
    chain: paper.chain.map(({ kind, number, issuedAt }) => ({ kind, number, issuedOn: dayOf(issuedAt) })),
    instruction,
    defects: paper.defects,
    urgency: paper.level === 'general' ? null : (LEVEL_NAMES[paper.level][0] ?? null),
    seal: true,
  }
}

/** 2026-10-13 18:00 → 2026年10月13日18时; 2026-12-01 24:00 → 2026年12月1日24时. */
function chineseMoment(text: string): string {
  const [day = '', time = ''] = text.split(' ')
  const [year, month, date] = day.split('-').map(Number)
  const [hour, minute] = time.split(':').map(Number)
  return `${year}年${month}月${date}日${hour}时${minute === 0 ? '' : `${minute}分`}`
}
