// What a city fills in: where its pages are served (a domain registered for web views), and its code where there are several.
module.exports = {
  origin: 'https://12345.example.cn',
  tenant: '',
}
