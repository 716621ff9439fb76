// The first page: the four entries, signing in, a scan, a call.
const { signIn } = require('../../signing-in.js')

const goTo = path => wx.navigateTo({ url: `/pages/web/web?path=${encodeURIComponent(path)}` })

Page({
  data: {
    says: '',
    entries: [
      { name: '咨询', path: '/report?entry=ask' },
      { name: '预约', path: '/report?entry=book' },
      { name: '办事', path: '/report?entry=handle' },
      { name: '投诉', path: '/report?entry=complain' },
      { name: '查进度', path: '/follow' },
      { name: '公示', path: '/board' },
    ],
  },
  onLoad() {
    // Who shared the phone before is signed in without a word.
    signIn('', (problem, answer) => {
      if (!problem) getApp().globalData.ticket = answer.ticket
    })
  },
  open(event) {
    goTo(event.currentTarget.dataset.path)
  },
  share(event) {
    if (!event.detail.code) return this.setData({ says: '没有授权手机号，也可以用短信验证码登录。' })
    signIn(event.detail.code, (problem, answer) => {
      if (problem) return this.setData({ says: problem.detail })
      getApp().globalData.ticket = answer.ticket
      goTo('/my')
    })
  },
  scan() {
    wx.scanCode({
      success: ({ result }) => {
        const path = /^https?:\/\/[^/]+(\/[\w/?=&-]*)$/.exec(result)
        if (path) goTo(path[1])
        else this.setData({ says: '这个二维码不是本市的。' })
      },
    })
  },
  call() {
    wx.makePhoneCall({ phoneNumber: '12345' })
  },
  onShareAppMessage() {
    return { title: '有事找 12345，一单管到底', path: '/pages/home/home' }
  },
})
