// One of the city's pages.
const { addressOf } = require('../../signing-in.js')

Page({
  data: { address: '' },
  onLoad({ path }) {
    const asked = decodeURIComponent(path || '/')
    // Only paths of the city's own pages are opened.
    const safe = /^\/(?!\/)[\w/?=&-]*$/.test(asked) ? asked : '/'
    const { globalData } = getApp()
    this.setData({ address: addressOf(safe, globalData.ticket) })
    // A ticket opens once.
    globalData.ticket = ''
  },
  onShareAppMessage() {
    return { title: '有事找 12345，一单管到底', path: '/pages/home/home' }
  },
})
