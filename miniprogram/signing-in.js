// Exchanges WeChat's codes for a ticket that opens the pages signed in.
const settings = require('./settings.js')

function post(body, done) {
  wx.request({
    url: `${settings.origin}/api/v1/citizens/wechat`,
    method: 'POST',
    data: settings.tenant ? Object.assign({ tenant: settings.tenant }, body) : body,
    success: answer => done(answer.statusCode === 201 ? null : answer.data, answer.data),
    fail: () => done({ code: 'no-network', detail: '网络不通，请稍后再试。' }, null),
  })
}

// `phoneCode` is what getPhoneNumber gave; without it the account must have shared its phone before.
function signIn(phoneCode, done) {
  wx.login({
    success: ({ code }) => post(phoneCode ? { code, phoneCode } : { code }, done),
    fail: () => done({ code: 'no-login', detail: '微信登录没有成功。' }, null),
  })
}

// The address of a page, through the door that takes the ticket where there is one.
function addressOf(path, ticket) {
  const to = encodeURIComponent(path)
  return ticket
    ? `${settings.origin}/wechat?ticket=${encodeURIComponent(ticket)}&to=${to}`
    : `${settings.origin}${path}`
}

module.exports = { signIn, addressOf }
