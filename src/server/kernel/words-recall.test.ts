import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { openWords } from './words.ts'

const folder = process.env.YIDAN_REAL_DATA
const words = openWords()

async function messages(): Promise<string[]> {
  const lines = createInterface({ input: createReadStream(join(folder!, 'appeals/replied.jsonl')) })
  const texts: string[] = []
  for await (const line of lines) {
    const { title, detail } = JSON.parse(line)
    texts.push(`${title}\n${detail}`)
  }
  return texts
}

/** For every run of a message, a phrase of two to four signs made of whole words, as an agent would type it. */
function phrasesOf(text: string): string[] {
  const runs = text.match(/\p{Script=Han}{4,}/gu) ?? []
  return runs.flatMap(run => {
    const [first = '', second = ''] = words.cut(run)
    const phrase = run.includes(first + second) && first.length + second.length <= 4 ? first + second : first
    return phrase.length >= 2 && phrase.length <= 4 ? [phrase] : []
  })
}

test('of the phrases in real messages that an agent would type, more than 98 in 100 find their message', {
  skip: folder ? false : 'left out: YIDAN_REAL_DATA does not name the folder of real messages',
}, async () => {
  let asked = 0
  let found = 0
  for (const text of await messages()) {
    const index = new Set(words.index(text))
    for (const phrase of phrasesOf(text)) {
      const query = words.query(phrase)
      if (query.length === 0) continue
      asked++
      if (query.every(token => index.has(token))) found++
    }
  }
  assert.ok(asked > 10_000, `${asked} phrases`)
  assert.ok(found / asked > 0.98, `${found} of ${asked}`)
})
