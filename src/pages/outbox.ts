/** The outbox of a sample city: what its people would have got on their phones, codes and all. No other city has one. */
import { listOutbox } from '../server/messaging/outbox.ts'
import { get, message, type Pages } from './page.ts'

const SHOWN = 100
const MEDIA: Record<string, readonly [zh: string, en: string]> = {
  sms: ['短信', 'Text message'],
  email: ['邮件', 'Email'],
  wechat: ['微信', 'WeChat'],
}

/** GET /outbox?tenant=<code>; without a code, the first sample city. */
export function outboxPage(pages: Pages): void {
  get(pages, '/outbox', async visitor => {
    const { t, tenant: own } = visitor
    const tenant = own.sample ? own : (await pages.parts.tenants.all()).find(one => one.sample)
    if (!tenant)
      return message(pages, visitor, {
        status: 404,
        title: t('没有发件箱', 'There is no outbox'),
        text: t('只有示例市把短信摆出来给人看。', 'Only a sample city shows the messages it would send.'),
      })
    const all = { ownerUnits: null, number: null, state: null, template: null, after: null }
    const messages = await listOutbox(pages.parts, { tenantId: tenant.id, ...all, limit: SHOWN, open: true })
    return pages.show({ ...visitor, tenant }, 'outbox', {
      title: t('发件箱', 'Outbox'),
      messages,
      mediumSaid: (medium: string) => t(...(MEDIA[medium] ?? [medium, medium])),
    })
  })
}
