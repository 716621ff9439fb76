/** Checks the mini-program's shell as far as it can be without a phone: files, templates, scripts, names of the APIs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'

/** Of WeChat's many APIs, events and elements, those that this shell may use. */
const APIS = new Set(['login', 'request', 'navigateTo', 'scanCode', 'makePhoneCall'])
const ELEMENTS = new Set(['view', 'text', 'button', 'web-view', 'block', 'image', 'input'])
const EVENTS = new Set(['bindtap', 'bindgetphonenumber'])

/** Everything that is wrong, each with its file; empty when all is well. */
export function wrongIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const has = (file: string) => existsSync(join(folder, file))
  const of = (ending: string) => files.filter(f => f.endsWith(ending))
  return [
    ...of('.json').flatMap(f => jsonProblem(f, read(f))),
    ...pagesOf(read('app.json')).flatMap(page =>
      ['.js', '.wxml', '.json'].filter(e => !has(page + e)).map(e => `app.json: ${page}${e} is missing`),
    ),
    ...of('.js').flatMap(f => scriptProblems(f, read(f), has)),
    ...of('.wxml').flatMap(f => templateProblems(f, read(f), read(f.replace('.wxml', '.js')))),
  ]
}

function jsonProblem(file: string, text: string): string[] {
  try {
    JSON.parse(text)
    return []
  } catch (error) {
    return [`${file}: ${(error as Error).message}`]
  }
}

const pagesOf = (text: string): string[] => (JSON.parse(text) as { pages: string[] }).pages

function scriptProblems(file: string, text: string, has: (file: string) => boolean): string[] {
  const problems: string[] = []
  try {
    new Script(`(function () {${text}\n})`, { filename: file })
  } catch (error) {
    problems.push(`${file}: ${(error as Error).message}`)
  }
  for (const [, api = ''] of text.matchAll(/\bwx\.(\w+)/g))
    if (!APIS.has(api)) problems.push(`${file}: wx.${api} is not known here`)
  for (const [, path = ''] of text.matchAll(/require\('([^']+)'\)/g)) {
    const target = join(file, '..', path)
    if (!has(target)) problems.push(`${file}: requires ${path}, which is missing`)
  }
  return problems
}

function templateProblems(file: string, text: string, script: string): string[] {
  const problems: string[] = []
  const open: string[] = []
  for (const [, slash, name = '', attributes = '', empty] of text.matchAll(
    /<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g,
  )) {
    if (!ELEMENTS.has(name)) problems.push(`${file}: <${name}> is not known here`)
    if (slash) {
      const last = open.pop()
      if (last !== name) problems.push(`${file}: </${name}> closes <${last ?? 'nothing'}>`)
    } else if (!empty) open.push(name)
    for (const [, event = '', act = ''] of attributes.matchAll(/\b(bind\w+)="(\w+)"/g)) {
      if (!EVENTS.has(event)) problems.push(`${file}: ${event} is not known here`)
      if (!new RegExp(`\\b${act}\\(`).test(script))
        problems.push(`${file}: nothing answers ${event}="${act}"`)
    }
  }
  if (open.length) problems.push(`${file}: <${open.join('>, <')}> stay open`)
  if (/<(?![\w/!])/.test(text.replace(/\{\{[^}]*\}\}/g, ''))) problems.push(`${file}: a stray <`)
  return problems
}
