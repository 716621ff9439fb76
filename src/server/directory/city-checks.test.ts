import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cityProblems } from './city-checks.ts'
import { readCityFolder } from './city-files.ts'
import { problemText } from './files/problem.ts'

const SAMPLE = new URL('../../../config/sample-city', import.meta.url).pathname
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yidan-city-'))
})
after(() => rm(folder, { recursive: true }))

async function problemsIn(city: string): Promise<string[]> {
  const reading = await readCityFolder(city)
  return [...reading.problems, ...cityProblems(reading)].map(problemText)
}

type Edit = (text: string) => string
const append =
  (row: string): Edit =>
  text =>
    `${text}${row}\n`
const replace =
  (from: string | RegExp, to: string): Edit =>
  text => {
    const changed = text.replace(from, to)
    assert.notEqual(changed, text, `${from} is not in the file`)
    return changed
  }

/** The sample city with one file edited. */
async function cityWith(file: string, edit: Edit): Promise<string> {
  const city = await mkdtemp(join(folder, 'c-'))
  await cp(SAMPLE, city, { recursive: true })
  await writeFile(join(city, file), edit(await readFile(join(SAMPLE, file), 'utf8')))
  return city
}

test('the sample city is whole', async () => {
  assert.deepEqual(await problemsIn(SAMPLE), [])
})

/** File, edit, what is said about it. `LAST` stands for the number of the file's last line, `#` for any. */
const BROKEN: [string, string, Edit, string][] = [
  [
    'a parent nobody has',
    'units.csv',
    append('x,某处,department,nowhere,,yes'),
    "units.csv:LAST: parent 'nowhere' is not a unit",
  ],
  [
    'a unit twice',
    'units.csv',
    append('heat,热力,utility,city,,yes'),
    "units.csv:LAST: code 'heat' is there already, in line #",
  ],
  [
    'a kind of unit that does not exist',
    'units.csv',
    append('x,某处,bureau,city,,yes'),
    "units.csv:LAST: kind 'bureau' is not one of city, centre",
  ],
  [
    'a village under the city',
    'units.csv',
    append('x,某村,village,city,,yes'),
    "units.csv:LAST: a village can't lie under city 'city', only under township, street, park",
  ],
  [
    'two units at the top',
    'units.csv',
    append('x,某市,city,,,yes'),
    'units.csv:LAST: exactly one unit is without a parent; found 2',
  ],
  [
    'units in a circle',
    'units.csv',
    append('x,甲,department,y,,yes\ny,乙,department,x,,yes'),
    "units.csv:LAST: 'y' lies below itself",
  ],
  [
    'an active unit under a closed one',
    'units.csv',
    replace(
      'hospital,示例市第一医院,institution,weijian',
      'old,旧局,department,city,,no\nhospital,示例市第一医院,institution,old',
    ),
    "units.csv:#: parent 'old' is a unit that is no longer active",
  ],
  ['an empty name', 'units.csv', append('x,,department,city,,yes'), 'units.csv:LAST: name is empty'],
  ['a cell too few', 'units.csv', append('x,某处'), 'units.csv:LAST: has 2 cells, the first line has 6'],
  [
    'neither yes nor no',
    'units.csv',
    append('x,某处,department,city,,perhaps'),
    "units.csv:LAST: active 'perhaps' is neither yes nor no",
  ],
  [
    'a phone of letters',
    'units.csv',
    append('x,某处,department,city,ring me,yes'),
    "units.csv:LAST: phone 'ring me' is not written like 0000-8812345",
  ],
  [
    'a column nobody knows',
    'units.csv',
    replace('phone,', 'fone,'),
    "units.csv:1: there is no column 'fone'; known are code, name, kind, parent, phone, active",
  ],
  [
    'a column left out',
    'people.csv',
    replace('code,name,unit,', 'code,name,office,'),
    "people.csv:1: the column 'unit' is missing",
  ],
  ['a quote that never ends', 'units.csv', append('x,"某处'), 'units.csv:'],
  [
    'nothing in it',
    'grids.csv',
    () => '',
    'grids.csv: is empty; its first line names the columns: code,name,region,unit',
  ],
  ['a region below itself', 'regions.csv', append('r1,甲,r1'), "regions.csv:LAST: 'r1' lies below itself"],
  ['a grid nowhere', 'grids.csv', append('g,甲,999,city'), "grids.csv:LAST: region '999' is not a region"],
  [
    'a category beside its parent',
    'categories.csv',
    append('9901,02,甲,,yes'),
    "categories.csv:LAST: code '9901' must begin with its parent's code '02' and be longer",
  ],
  [
    'a fifth level',
    'categories.csv',
    append('0201020101,02010201,甲,,yes'),
    "categories.csv:LAST: '0201020101' would be on a fifth level; there are four",
  ],
  [
    'three digits for a channel',
    'channels.csv',
    append('x,甲,web,100,centre,,yes'),
    "channels.csv:LAST: digits '100' is not a whole number from 0 to 99",
  ],
  [
    'a platform without a name',
    'channels.csv',
    append('x,甲,externalPlatform,33,centre,,yes'),
    'channels.csv:LAST: externalPlatform is empty',
  ],
  [
    'a mode of merging that does not exist',
    'hotlines.csv',
    append('0000-1,甲,half,city,,2021-01-01'),
    "hotlines.csv:LAST: mode 'half' is not one of full, parallel, subCentre",
  ],
  [
    'a day that does not exist',
    'hotlines.csv',
    append('0000-1,甲,full,city,,2021-02-30'),
    "hotlines.csv:LAST: cutOverOn '2021-02-30' is not a day",
  ],
  [
    'a hotline of nobody',
    'hotlines.csv',
    append('0000-1,甲,full,nobody,,2021-02-03'),
    "hotlines.csv:LAST: owner 'nobody' is not a unit",
  ],
  [
    'a person of no unit',
    'people.csv',
    append('x,甲,nowhere,,,,,yes'),
    "people.csv:LAST: unit 'nowhere' is not a unit",
  ],
  [
    'an address that is no e-mail',
    'people.csv',
    append('x,甲,city,,,mail,,yes'),
    "people.csv:LAST: email 'mail' is not written like",
  ],
  [
    'a role that does not exist',
    'grants.csv',
    append('mayor,king,city'),
    "grants.csv:LAST: role 'king' is not one of agent",
  ],
  [
    'a role for nobody',
    'grants.csv',
    append('nobody,agent,city'),
    "grants.csv:LAST: person 'nobody' is not a person",
  ],
  [
    'one person in two of the three offices',
    'grants.csv',
    append('auditor,systemAdmin,city'),
    "grants.csv:LAST: 'auditor' is auditor already",
  ],
  [
    'a credit code too short',
    'organisations.csv',
    append('x,甲,enterprise,123,,,,,,,,,,,,,yes'),
    "organisations.csv:LAST: creditCode '123' is not written like 18 digits and letters",
  ],
  [
    'an output that is no amount',
    'organisations.csv',
    append('x,甲,enterprise,,,,,,,,-5,,,,,,yes'),
    "organisations.csv:LAST: monthlyOutputWan '-5' is not an amount",
  ],
  [
    'a day off that is no day',
    'local-days.csv',
    append('18.8.2026,no,甲'),
    "local-days.csv:LAST: day '18.8.2026' is not a day",
  ],
  [
    'a duty of no unit',
    'catalogue.csv',
    append('0101,,nobody,lead,依据,,'),
    "catalogue.csv:LAST: unit 'nobody' is not a unit",
  ],
  [
    'a duty without a legal basis',
    'catalogue.csv',
    append('0101,,city,assist,,,'),
    'catalogue.csv:LAST: legalBasis is empty',
  ],
  [
    'a duty with two leads',
    'catalogue.csv',
    append('0101,,city,lead,依据,,'),
    "catalogue.csv:LAST: category '0101' has a lead unit already",
  ],
  [
    'a duty below its own floor',
    'catalogue.csv',
    append('0101,,east-1,assist,依据,department,'),
    "catalogue.csv:LAST: unit 'east-1' is a street, lower than its own floor 'department'",
  ],
  [
    'a code that is no division',
    'tenant.yaml',
    replace("'990100'", '9901'),
    'tenant.yaml:5: regionCode must be string',
  ],
  [
    'a time zone nowhere',
    'tenant.yaml',
    replace('Asia/Shanghai', 'Asia/Atlantis'),
    "tenant.yaml:4: zone 'Asia/Atlantis' is not a time zone",
  ],
  ['a tenant without a name', 'tenant.yaml', replace(/name: .*\n/, ''), "tenant.yaml:#: 'name' is missing"],
  [
    'a rule for a category nobody has',
    'rules.yaml',
    append('steps:\n  - when: { categories: ["77"] }\n    require: { visit: true }'),
    "rules.yaml:9: no category begins with '77'",
  ],
]

for (const [what, file, edit, message] of BROKEN)
  test(`a city with ${what} is refused, and the message names file and line`, async () => {
    const city = await cityWith(file, edit)
    const lines = (await readFile(join(city, file), 'utf8')).trimEnd().split('\n').length
    const parts = message.replace('LAST', String(lines)).split('#')
    const expected = new RegExp(`^${parts.map(RegExp.escape).join('\\d+')}`)
    const problems = await problemsIn(city)
    assert.ok(
      problems.some(p => expected.test(p)),
      `${expected}\n${problems.join('\n')}`,
    )
  })

test('one slip gives one message: what a broken file would have named is not reported besides', async () => {
  const problems = await problemsIn(
    await cityWith('units.csv', replace('heat,示例市热力公司,utility', 'heat,示例市热力公司,utilty')),
  )
  assert.equal(problems.length, 1)
  assert.match(problems[0]!, /^units\.csv:\d+: kind 'utilty' is not one of/)
})

test('slips in several files are all reported at once', async () => {
  const city = await cityWith('units.csv', append('x,,department,city,,yes'))
  await writeFile(join(city, 'grants.csv'), 'person,role\nmayor,king\n')
  await writeFile(join(city, 'catalog.csv'), 'category\n')
  await rm(join(city, 'grids.csv'))
  const problems = await problemsIn(city)
  for (const message of [
    'units.csv:',
    "grants.csv:1: the column 'unit' is missing",
    'catalog.csv: is not a file of a city',
    'grids.csv: is missing; where there is nothing to say, write its first line alone',
  ])
    assert.ok(
      problems.some(p => p.startsWith(message)),
      `${message}\n${problems.join('\n')}`,
    )
})

test('a file saved in GBK is named, not read as rubbish', async () => {
  const city = await cityWith('grids.csv', text => text)
  await writeFile(
    join(city, 'regions.csv'),
    Buffer.from([0x63, 0x6f, 0x64, 0x65, 0x0a, 0xca, 0xbe, 0xc0, 0xfd]),
  )
  assert.deepEqual(await problemsIn(city), [
    'regions.csv: is not UTF-8 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)',
  ])
})

test('a file from a spreadsheet, with a byte order mark, CRLF and a note over two lines, is read; lines are counted', async () => {
  const city = await cityWith(
    'organisations.csv',
    text =>
      `\ufeff${text.replaceAll('\n', '\r\n')}n1,甲公司,enterprise,,,,,,,,,,,,,"第一行\r\n第二行",是\r\nn2,乙公司,shop,,,,,,,,,,,,,,yes\r\n`,
  )
  const lines = (await readFile(join(SAMPLE, 'organisations.csv'), 'utf8')).trimEnd().split('\n').length
  assert.deepEqual(await problemsIn(city), [
    `organisations.csv:${lines + 3}: kind 'shop' is not one of enterprise, relocatedUnit, chamber, institution`,
  ])
})
