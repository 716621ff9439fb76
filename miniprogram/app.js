// The shell of the city's mini-program: it signs in and opens the city's own pages.
App({
  globalData: { ticket: '' },
})
