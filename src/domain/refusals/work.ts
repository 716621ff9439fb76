/** The expected noes of handling, visits and striking off: HTTP status, a Chinese and an English sentence. */
import type { Sentences } from './sentences.ts'

export const work = {
  // Handle
  'sign-first': [409, '请先签收。', 'Sign for it first.'],
  'centre-contacts': [
    403,
    '保密的举报只由中心转接联系，承办单位不得直接联系举报人。',
    'Only the centre contacts whoever made a confidential report; the unit never does.',
  ],
  'contact-first': [409, '请先联系诉求人。', 'Contact the appellant first.'],
  'preliminary-first': [409, '请先作初步回复。', 'Give the preliminary reply first.'],
  'site-check-first': [
    409,
    '请先现场核查并上传处置前后的照片。',
    'Check the site first, with pictures before and after.',
  ],
  'not-a-picture': [
    422,
    '现场核查只收照片：JPEG、PNG、WebP 或 HEIC。',
    'A site check takes pictures: JPEG, PNG, WebP or HEIC.',
  ],
  'evidence-missing': [422, '缺少佐证材料。', 'Evidence is missing.'],
  'inner-review-first': [
    409,
    '请先经单位内部审核签发。',
    'It needs the unit’s own review and signature first.',
  ],
  'countersign-first': [409, '请先完成会签。', 'It needs the countersignatures first.'],
  'report-upward-first': [409, '请先上报。', 'It has to be reported upward first.'],
  'assists-open': [409, '协办单位还没有答复。', 'Assisting units have not answered yet.'],
  'children-open': [409, '下级单位还没有办完。', 'Units below have not finished yet.'],
  'target-not-reached': [
    422,
    '没有达到量化目标，不能认定为已解决。',
    'The quantified target is not reached; it cannot be claimed solved.',
  ],
  'cause-missing': [422, '没有解决的，请选择原因。', 'Name the cause when it is not solved.'],
  'time-impossible': [
    422,
    '时间不对：不能在将来，也不能早于派单。',
    'That time cannot be: not in the future, not before the dispatch.',
  ],
  'review-date-impossible': [
    422,
    '复核日期应在今天之后，且不超过规则允许的间隔。',
    'The review date must lie ahead, no further than the rules allow.',
  ],
  'reworked-too-often': [
    409,
    '重办次数已满，由督办人员或中心负责人决定。',
    'It has been reworked as often as the rules allow; a supervisor decides what is next.',
  ],
  'not-suspended': [409, '这一单没有挂账。', 'This ticket is not suspended.'],
  'not-published': [409, '这一单没有公开。', 'This ticket is not on the public board.'],
  'never-published': [409, '保密的诉求不公开。', 'A confidential appeal is never published.'],
  'urged-lately': [
    409,
    '一小时内已催办过，请稍后再催。',
    'It was urged less than an hour ago; urge again later.',
  ],
  'not-confidential': [409, '只有保密的诉求才改写内容。', 'Only a confidential appeal is rewritten.'],
  'no-such-ticket': [422, '没有这个单号。', 'There is no ticket with this number.'],
  'no-case-of-this': [
    409,
    '已销号、不涉密的诉求才能选为典型案例。',
    'Only a matter that is struck off and not confidential becomes a case.',
  ],
  'case-names-person': [
    422,
    '这里写了能认出诉求人的姓名、地址或号码，请隐去。',
    'A name, an address or a number here would tell who it was; please take it out.',
  ],
  'force-without-matters': [
    422,
    '请写明专班负责的分类、区域或单号。',
    'Say which categories, regions or tickets the task force is responsible for.',
  ],
  'force-ends-first': [422, '结束日期不能早于开始日期。', 'It cannot end before it starts.'],
  'twice-in-force': [422, '同一个人不能在专班里出现两次。', 'Nobody can be in a task force twice.'],
  'no-such-file': [422, '没有这个附件，或不属于这一单。', 'There is no such file, or it belongs elsewhere.'],
  'target-not-recorded': [
    422,
    '请填写量化目标的完成值。',
    'Record what was reached of the quantified target.',
  ],
  'unsolved-needs-exception': [
    409,
    '未解决的事项须先经批准才能办结。',
    'An unsolved matter can only be closed with an approved exception.',
  ],
  'too-late-to-ask': [
    409,
    '已超过时限，不能再申请延期。',
    'The limit has passed; an extension can no longer be asked for.',
  ],
  'extended-too-often': [409, '延期次数已满。', 'It has been extended as often as the rules allow.'],
  'extension-too-long': [
    422,
    '申请的延期超过规则允许的最长时间。',
    'The extension asked for is longer than the rules allow.',
  ],
  'already-asked': [409, '已有同样的申请在等待审批。', 'The same request is already waiting for a decision.'],
  'unknown-reason': [422, '规则里没有这个原因。', 'The rules have no such reason.'],
  'own-request': [403, '不能审批自己的申请。', 'You cannot decide your own request.'],
  // Visit and strike off
  'visit-too-soon': [
    409,
    '离上次回访间隔太短，请换个时段。',
    'Too soon after the last attempt; try another time of day.',
  ],
  'no-such-visit': [404, '没有这次回访。', 'There is no such visit.'],
  'visit-answer-missing': [
    422,
    '接通了的回访要记录是否联系、是否解决、是否满意。',
    'A visit that reached the person records contacted, solved and both satisfactions.',
  ],
  'visit-first': [409, '还没有有效回访。', 'There is no conclusive visit yet.'],
  'review-locked': [409, '评价已提交，不能修改。', 'The rating has been given and cannot be changed.'],
  'approval-open': [409, '还有申请没有结论。', 'A request is still waiting for a decision.'],
  'rework-open': [409, '重办还没有完成。', 'The rework is not finished.'],
  'reopen-too-late': [
    409,
    '已超过重新打开的期限，请提交新的诉求。',
    'It is too late to reopen it; please send a new appeal.',
  ],
} as const satisfies Sentences
