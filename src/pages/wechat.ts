/** GET /wechat: the mini-program's ticket becomes the session of its web view, then the page that was asked for. */
import { setSessionCookie } from '../server/accounts/authenticate.ts'
import { takeTicket } from '../server/accounts/wechat.ts'
import { get, goTo, message, type Pages } from './page.ts'

/** Only pages of our own; anything else leads to the first one. */
const pathIn = (to: string | undefined): string =>
  to !== undefined && /^\/(?!\/)[\w/?=&-]*$/.test(to) ? to : '/'

export function wechatPage(pages: Pages): void {
  get(pages, '/wechat', async visitor => {
    const { request, reply, t } = visitor
    const { ticket = '', to } = request.query as Record<string, string | undefined>
    const opened = await takeTicket(pages.parts.gate, ticket)
    if (!opened)
      return message(pages, visitor, {
        status: 403,
        title: t('登录已过期', 'The sign-in has expired'),
        text: t(
          '请返回小程序重新进入，或用手机验证码登录。',
          'Please enter from the mini-program again, or sign in by phone.',
        ),
        href: '/my',
        link: t('手机号登录', 'Sign in by phone'),
      })
    setSessionCookie(pages.parts.gate, request, reply, opened)
    return goTo(reply, pathIn(to))
  })
}
