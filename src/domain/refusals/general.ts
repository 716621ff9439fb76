/** The expected noes of who asks, races, files, knowledge, messages and accounts: HTTP status, a Chinese and an English sentence. */
import type { Sentences } from './sentences.ts'

export const general = {
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
  // Knowledge, messages, webhooks
  'no-such-regulation': [422, '没有这份政策文件。', 'There is no such policy document.'],
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
} as const satisfies Sentences
