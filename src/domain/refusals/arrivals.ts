/** The expected noes of receiving, the directory and the rules: HTTP status, a Chinese and an English sentence. */
import type { Sentences } from './sentences.ts'

export const arrivals = {
  // Receive
  'contact-settled': [409, '这次来访已有结果。', 'This contact has been settled already.'],
  'cannot-merge': [409, '这两单不能合并。', 'These two tickets cannot be merged.'],
  'not-merged': [409, '这一单没有合并过。', 'This ticket has not been merged.'],
  'emergency-line': [422, '没有这条紧急专线。', 'There is no such emergency line.'],
  'no-such-category': [422, '没有这个分类。', 'There is no such category.'],
  'no-such-channel': [422, '没有这个渠道，或已停用。', 'There is no such channel, or it is closed.'],
  'no-such-platform': [404, '没有接入这个外部平台。', 'No channel of this town belongs to that platform.'],
  'no-such-reply': [404, '没有这条待回传的答复。', 'There is no such reply of this platform.'],
  'no-such-region': [422, '没有这个区域。', 'There is no such region.'],
  'no-such-grid': [
    422,
    '没有这个网格，或不在这个区域。',
    'There is no such grid, or it is not in that region.',
  ],
  'no-such-article': [422, '没有这篇知识的这个版本。', 'There is no such version of an article.'],
  'no-such-contact': [404, '没有这次来访记录。', 'There is no such contact.'],
  'not-your-organisation': [
    403,
    '您不是这个单位的联系人。',
    'You are not a contact person of this organisation.',
  ],
  'not-your-sub-unit': [403, '您不能代表这个下属单位。', 'You may not speak for this sub-unit.'],
  'not-asked': [409, '没有等待补充的问题。', 'Nothing has been asked.'],
  'waiting-for-appellant': [409, '已请诉求人补充，正在等待答复。', 'The appellant has been asked already.'],
  'stars-given': [409, '这次答复已评价过。', 'This answer has been rated already.'],
  'no-such-organisation': [422, '没有这个单位档案。', 'There is no such organisation.'],
  'wrong-code': [404, '单号或查询码不对。', 'The number or the code is wrong.'],
  'slow-down': [429, '请求过于频繁，请稍后再试。', 'Too many requests; please try again later.'],
  'trial-running': [
    409,
    '本市正在进行一次试算，请等它结束。',
    'A trial of rules is running for this city; wait until it has ended.',
  ],
  'own-work': [403, '不能质检自己的工作。', 'Nobody checks their own work.'],
  'not-on-scorecard': [
    422,
    '评分表里没有这一项，或一项也没有评。',
    'This is not on the scorecard, or nothing was scored.',
  ],
  // Directory and rules
  'directory-wrong': [
    422,
    '名录中有不一致，未作改动。',
    'The directory would not hold together; nothing was changed.',
  ],
  'rules-wrong': [422, '规则有误，未发布。', 'The rules have mistakes; nothing was published.'],
  'mapping-wrong': [422, '映射有误，没有开始导入。', 'The mapping has mistakes; nothing was imported.'],
  'no-such-sub-unit': [422, '档案里没有这个下属单位。', 'The organisation’s profile has no such sub-unit.'],
  'leave-impossible': [422, '请假时间或代办人不对。', 'The leave or the substitute can’t be.'],
} as const satisfies Sentences
