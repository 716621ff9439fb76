/** What the people who watch are alerted to, and in which words. */

const KINDS: Record<string, readonly [zh: string, en: string]> = {
  risk: ['风险词', 'risk words'],
  repeats: ['多次重复反映', 'came again and again'],
  suspensionReview: ['挂账复核到期', 'a suspended matter is to be looked at again'],
  ladderStuck: ['督办阶梯受阻', 'the ladder of a matter is stuck'],
  replyRefused: ['外部平台退回答复', 'a platform refused an answer'],
  noAddressee: ['督办对象无联系人', 'nobody to send a step of the ladder to'],
  sheetProposed: ['督办单待发', 'a sheet is proposed'],
  supervisionAsked: ['督办升级待批', 'higher supervision is asked for'],
  supervisionOrdered: ['督办升级', 'higher supervision was ordered'],
  callFailed: ['电话督办未接通', 'an automatic call reached nobody'],
  robotFailed: ['群机器人未送达', 'a group robot was not reached'],
  messageFailed: ['短信或邮件未送达', 'a message was not delivered'],
  messageWords: ['消息模板不完整', 'the words of a message are incomplete'],
  webhookFailed: ['推送未送达', 'a webhook was not delivered'],
  readerStuck: ['历史读取受阻', 'a reader of the history is stuck'],
}

/** Both names; an unknown kind is its own name. */
export const alertName = (kind: string): readonly [zh: string, en: string] => KINDS[kind] ?? [kind, kind]
