/** Every expected no of the product: a code, the HTTP status it becomes, a Chinese and an English sentence. */

const table = {
  // Who
  'not-signed-in': [401, '请先登录。', 'Please sign in.'],
  'not-permitted': [403, '您没有这项权限。', 'You do not have this permission.'],
  'not-your-unit': [403, '这件事不归您的单位办理。', 'This matter is not with your unit.'],
  'not-found': [404, '没有找到，或您无权查看。', 'Not found, or not yours to see.'],
  'no-purpose': [
    403,
    '您现在没有查看诉求人信息的工作需要。',
    'Nothing you are doing now needs the appellant’s identity.',
  ],
  'reason-needed': [422, '请说明理由，至少五个字。', 'Give a reason of at least five characters.'],
  'no-identity': [404, '没有留下诉求人信息，或已删除。', 'There is no identity, or it was erased.'],
  'no-wechat': [404, '这座城市没有开通微信小程序登录。', 'This city has no sign-in by WeChat mini-program.'],
  'wechat-away': [
    503,
    '微信暂时没有回应，请稍后再试。',
    'WeChat does not answer at the moment; please try again.',
  ],
  'wechat-refused': [
    403,
    '微信没有确认您的身份，请重新进入。',
    'WeChat did not confirm who you are; please enter again.',
  ],
  'wechat-phone-needed': [409, '请先授权手机号。', 'Please share your phone number first.'],
  // Races and repeats
  'changed-meanwhile': [
    409,
    '其他人刚刚改动过，请看最新情况后再办。',
    'Somebody else changed it meanwhile; look at the latest state first.',
  ],
  'key-used-differently': [
    409,
    '这个幂等键已用于另一个请求。',
    'This idempotency key was used for a different request.',
  ],
  'already-exists': [409, '已经有同样的记录。', 'The same record exists already.'],
  // Where a ticket stands
  'wrong-stage': [409, '当前环节不能这样办理。', 'This cannot be done at the present stage.'],
  'already-done': [409, '已经办过了。', 'This has been done already.'],
  'has-ended': [409, '这一单已经结束。', 'This ticket has ended.'],
  'is-suspended': [409, '这一单已挂账，先恢复再办。', 'This ticket is suspended; resume it first.'],
  'no-such-assignment': [404, '没有这条承办任务。', 'There is no such assignment.'],
  'no-such-approval': [404, '没有这条申请。', 'There is no such request.'],
  'is-task': [409, '这是工作任务，不是群众诉求。', 'This is a task, not an appeal.'],
  'measure-needed': [422, '请写明整改措施。', 'Say which measure is to be taken.'],
  'person-needed': [422, '请指定具体责任人。', 'Name the person responsible.'],
  'no-task-channel': [
    409,
    '没有“内部交办”渠道，请管理员先添加。',
    'There is no channel of the kind internal; the administrator has to add one.',
  ],
  'no-such-sheet': [404, '没有这张督办单。', 'There is no such sheet.'],
  'sheet-open': [409, '还有督办单没有办结。', 'A supervision sheet is still open.'],
  'only-a-copy': [409, '这张单只是抄送，无需签收和反馈。', 'This is a copy; nothing is owed for it.'],
  'instruction-needed': [
    422,
    '批示交办单必须写明批示原文，其他单不写。',
    'A sheet that assigns an instruction needs its words; no other has any.',
  ],
  'already-decided': [409, '这条申请已经有结论。', 'This request has been decided.'],
  // Transfer
  'no-such-unit': [422, '没有这个单位，或已停用。', 'There is no such unit, or it is no longer active.'],
  'unit-already-assigned': [409, '这个单位已在办理。', 'This unit is already on it.'],
  'one-lead-only': [422, '必须有且只有一个牵头单位。', 'There must be exactly one lead unit.'],
  'below-floor': [
    409,
    '依据责任清单，这类事项不得再往下派。',
    'The dispatch catalogue forbids passing this lower down.',
  ],
  'not-below': [422, '只能转给下级单位。', 'It can only be passed to a unit below.'],
  'return-window-closed': [409, '退单时限已过。', 'The time for returning it is over.'],
  'returned-too-often': [
    409,
    '退单次数已满，请提出异议，由中心裁定。',
    'It has been returned as often as the rules allow; object, and the centre rules.',
  ],
  'ruling-binds': [409, '已经裁定，不能再退。', 'A ruling binds; it cannot be returned again.'],
  'not-claimable': [409, '这件事不能认领。', 'This matter cannot be claimed.'],
  'return-first': [
    409,
    '请先退单；退单未被接受或次数已满后才能提出异议。',
    'Return it first; an objection is for a return that was rejected, or when the returns are used up.',
  ],
  'passed-down': [
    409,
    '这是上级单位转办的，请由上级单位提出。',
    'It was passed down; the unit above has to ask.',
  ],
  'own-dispatch': [
    403,
    '裁定须由派单人和原审核人以外的人作出。',
    'A ruling has to be made by somebody who neither dispatched it nor decided on its return.',
  ],
  'no-such-person': [422, '这个单位没有这名在职人员。', 'The unit has no such person.'],
  'person-away': [
    409,
    '此人休假，且没有在岗的替班人。',
    'This person is on leave and nobody stands in for them.',
  ],
  'skill-missing': [
    409,
    '此人不具备这类事项要求的专业技能，单位内有具备的人员。',
    'This person lacks the skill the matter asks for, and others in the unit have it.',
  ],
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
  // Files
  'file-too-large': [413, '文件太大。', 'The file is too large.'],
  'file-type-not-allowed': [415, '不支持这种文件。', 'This type of file is not accepted.'],
  'file-lies': [415, '文件内容与扩展名不符。', 'The file is not what its name says.'],
  'file-bomb': [422, '文件展开后过大，不能接收。', 'The file would unfold to an unreasonable size.'],
  'storage-full': [
    507,
    '存储空间已满，文件没有保存，请联系管理员。',
    'The storage is full; the file was not kept. Tell the administrator.',
  ],
  'storage-away': [
    503,
    '文件存储暂时不可用，请稍后重试。',
    'The file storage is not available at the moment; try again.',
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
  // Knowledge, messages, webhooks
  'not-current': [
    409,
    '这篇知识已停用或不在有效期内。',
    'The article is not published, or not valid at this time.',
  ],
  'version-needed': [
    428,
    '请写明您修改的是哪个版本（If-Match）。',
    'Say which version you are changing (If-Match).',
  ],
  'no-gateway': [
    503,
    '本系统还没有接通短信，请联系管理员。',
    'No message gateway is set up; tell the administrator.',
  ],
  'message-not-sent': [503, '短信没有发出，请稍后再试。', 'The message could not be sent; try again later.'],
  'address-not-allowed': [422, '这个地址不能接收推送。', 'Nothing can be delivered to this address.'],
  // Official documents
  'template-wrong': [422, '模板不能用，请看每一处说明。', 'The template cannot be used; see each problem.'],
  'character-without-font': [
    422,
    '有字没有字体可印，请管理员补充字体。',
    'There are characters that no font has; the administrator can add one.',
  ],
  'settings-wrong': [422, '设置有误，请看每一处说明。', 'The settings are wrong; see each problem.'],
  'no-seal': [409, '还没有印章。', 'There is no seal yet.'],
  'not-a-seal': [
    422,
    '印章应为透明底的 PNG 图片，近似正方形，不超过 512 KB。',
    'A seal is a PNG picture, about square, of 512 KB at most.',
  ],
  // Accounts
  'wrong-login': [401, '账号或密码不对。', 'The login or the password is wrong.'],
  'code-needed': [401, '请输入动态验证码。', 'Enter the one-time code.'],
  'wrong-one-time-code': [401, '动态验证码不对。', 'The one-time code is wrong.'],
  'locked-out': [423, '账号已锁定，请稍后再试。', 'The account is locked; try again later.'],
  'weak-password': [422, '密码太弱。', 'The password is too weak.'],
  'not-confirmed': [409, '请先绑定动态验证码。', 'Set up the one-time code first.'],
  'password-too-old': [403, '密码已过期，请先修改。', 'The password is too old; change it first.'],
  'sign-on-failed': [
    401,
    '统一身份认证没有成功，请重新登录。',
    'The single sign-on did not succeed; please sign in again.',
  ],
  'sign-on-away': [503, '统一身份认证暂时不可用。', 'The single sign-on is not available at the moment.'],
  'no-sign-on': [404, '本系统没有启用统一身份认证。', 'No single sign-on is set up here.'],
  'no-such-tenant': [422, '请写明是哪个城市（tenant）。', 'Say which tenant is meant.'],
  'no-account': [
    403,
    '您在本系统没有账号，请联系管理员。',
    'You have no account here; ask the administrator.',
  ],
  'no-such-role': [422, '没有这个角色。', 'There is no such role.'],
  'own-roles': [403, '不能给自己授予或收回角色。', 'You cannot give roles to yourself or take them.'],
  'wrong-phone-code': [
    401,
    '短信验证码不对或已失效。',
    'The code from the message is wrong or no longer valid.',
  ],
  'not-a-mobile': [422, '请填写手机号码。', 'Enter a mobile number.'],
  'key-needs-session': [
    403,
    '访问密钥不能办理账号事务，请登录后再办。',
    'An access key cannot do this; sign in first.',
  ],
  'cross-site': [403, '请求来自其他网站，已拒绝。', 'The request came from another site and was refused.'],
  'roles-conflict': [
    409,
    '系统管理员、安全管理员、审计员须由三人分任。',
    'System administrator, security administrator and auditor must be three people.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>

export type RefusalCode = keyof typeof table

/** On every refusal and on nothing else: an answer may well have a field that is called `refused`. */
const REFUSAL = Symbol('refusal')

export interface Refusal {
  readonly [REFUSAL]: true
  refused: RefusalCode
  /** The input field it is about, as a JSON pointer without the slash, e.g. `units.0.unitId`. */
  field?: string
  /** Facts for the person: { until: … }. */
  facts?: Record<string, unknown>
}

export const refuse = (refused: RefusalCode, more: Pick<Refusal, 'field' | 'facts'> = {}): Refusal => ({
  [REFUSAL]: true,
  refused,
  ...more,
})

export const isRefusal = (value: object): value is Refusal => REFUSAL in value

/** HTTP status and the two sentences. */
export function sentenceOf(code: RefusalCode): { status: number; zh: string; en: string } {
  const [status, zh, en] = table[code]
  return { status, zh, en }
}

export const REFUSAL_CODES = Object.keys(table) as RefusalCode[]
