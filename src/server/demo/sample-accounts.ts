/** The accounts one signs in with to the sample city, and the one password of all: printed, and only ever in a sample. */
import { systemActor } from '../../domain/access/actor.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { createAccount } from '../accounts/accounts.ts'
import type { Parts } from '../parts.ts'

export const SAMPLE_PASSWORD = 'Shili-12345'

export interface SampleAccount {
  login: string
  /** Code of the person in config/sample-city/people.csv. */
  person: string
  zh: string
  en: string
}

const account = (login: string, person: string, zh: string, en: string): SampleAccount => ({
  login,
  person,
  zh,
  en,
})

/** In the order of the way an appeal takes. */
export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  account('agent', 'agent01', '话务员', 'agent at the hotline'),
  account('agent2', 'agent02', '话务员', 'agent at the hotline'),
  account('vendor', 'vendor01', '外包话务员', 'agent of a vendor'),
  account('shiftlead', 'shift01', '值班长', 'shift leader'),
  account('dispatcher', 'dispatch01', '派单员', 'dispatcher'),
  account('dispatcher2', 'dispatch02', '派单员', 'dispatcher'),
  account('chengguan', 'chengguan-liaison', '城管局联络员', 'liaison of the city management bureau'),
  account('chengguan2', 'chengguan-handler', '城管局经办人', 'handler of the city management bureau'),
  account(
    'chengguan-leader',
    'chengguan-leader',
    '城管局分管领导',
    'leader of the city management bureau, signs',
  ),
  account('water', 'water-liaison', '供水公司联络员', 'liaison of the water company'),
  account('water-leader', 'water-leader', '供水公司负责人', 'leader of the water company, signs'),
  account('east', 'east-liaison', '东区联络员', 'liaison of the eastern district'),
  account('street', 'east-1-liaison', '范例街道联络员', 'liaison of a street office'),
  account('grid', 'east-1-1-grid', '网格员', 'grid worker'),
  account('park', 'park-gaoxin-liaison', '园区联络员', 'liaison of an industrial park'),
  account('visitor', 'visit01', '回访员', 'calls back'),
  account('qa', 'qa01', '质检员', 'quality checks'),
  account('clerk', 'section01', '网络问政板块专员', 'clerk of the platform’s section'),
  account('supervisor', 'supervise01', '督办员', 'supervisor'),
  account('director', 'director', '中心主任', 'director of the centre'),
  account('mayor', 'mayor', '市长', 'mayor'),
  account('knowledge', 'knowledge', '知识库编辑', 'keeps the knowledge base'),
  account('secretary', 'secretary', '会议秘书', 'secretary of meetings'),
  account('observer', 'observer', '观察员', 'observer, figures only'),
  account('sysadmin', 'sysadmin', '系统管理员', 'system administrator'),
  account('secadmin', 'secadmin', '安全管理员', 'security administrator'),
  account('auditor', 'auditor', '审计员', 'auditor'),
]

/** Opens them all in a sample tenant. Throws in any other. */
export async function openSampleAccounts(parts: Parts, tenantId: number): Promise<void> {
  const tenant = await parts.tenants.get(tenantId)
  if (!tenant.sample) throw new Error('known passwords are for a sample city only')
  const rows = await parts.db.kysely
    .selectFrom('person')
    .select(['id', 'code'])
    .where('tenant_id', '=', tenantId)
    .execute()
  const people = new Map(rows.map(r => [r.code, r.id]))
  const actor = systemActor(tenantId, 'demo')
  await Promise.all(
    SAMPLE_ACCOUNTS.map(async ({ login, person }) => {
      const deed = { actor, units: tenant.directory.units, personId: people.get(person) ?? 0 }
      const opened = await createAccount(parts.gate, deed, { login, password: SAMPLE_PASSWORD })
      if (opened && isRefusal(opened)) throw new Error(`sample account ${login}: ${opened.refused}`)
    }),
  )
}

const width = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0)

/** For the terminal. */
export const accountsAsText = (): string =>
  [
    `示例市账号，密码都是 Accounts of the sample city, all with the password  ${SAMPLE_PASSWORD}`,
    ...SAMPLE_ACCOUNTS.map(
      a => `  ${a.login.padEnd(17)} ${a.zh}${' '.repeat(Math.max(1, 18 - width(a.zh)))}${a.en}`,
    ),
  ].join('\n')
