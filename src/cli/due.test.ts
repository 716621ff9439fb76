import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = new URL('../../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'yidan-due-'))
after(() => rmSync(folder, { recursive: true }))

function due(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'yidan'), ['due', ...args], {
    encoding: 'utf8',
    cwd: folder,
  })
  return { status, lines: stdout.trimEnd().split('\n'), stderr }
}
const json = (...args: string[]) => JSON.parse(due(...args, '--json').lines.at(-1) ?? '')

test('a clerk asks when five working days are over and reads the day first, then how it was counted', () => {
  const { status, lines } = due('2026-09-30T10:00', '5wd')
  assert.equal(status, 0)
  assert.match(lines[0]!, /^2026-10-13 周二 24:00 到期：自 2026-09-30 10:00 起 5 个工作日$/)
  assert.match(lines[1]!, /^Due Tue 2026-10-13 24:00: 5 working days from 2026-09-30 10:00/)
  assert.ok(lines.some(line => /2026-10-01 .*国庆节放假/.test(line)))
  assert.ok(lines.some(line => /2026-10-10 周六 .*\+1 .*调休上班/.test(line)))
  assert.equal(lines.filter(line => line.includes('+1')).length, 5)
})

test('a machine gets the same as JSON: the day in due, the instant in dueAt', () => {
  const answer = json('2026-09-30T10:00', '5wd')
  assert.equal(answer.due, '2026-10-13T23:59:59.999+08:00')
  assert.equal(answer.dueAt, '2026-10-13T16:00:00.000Z')
  assert.deepEqual([answer.limit, answer.mode, answer.amount, answer.unit], ['5wd', 'workingDay', 5, 'day'])
  assert.equal(answer.provisional, false)
  assert.equal(answer.counted.length, 14)
  assert.equal(answer.calendar.zone, 'Asia/Shanghai')
  assert.match(answer.calendar.version, /^\d{4}-[0-9a-f]{8}$/)
})

test('natural days, hours and working hours are counted each its own way', () => {
  assert.equal(json('2026-09-26T10:00', '7d').due, '2026-10-08T23:59:59.999+08:00')
  assert.equal(json('2026-09-26T10:00', '7d').rolledFrom, '2026-10-03')
  assert.equal(json('2026-09-30T10:00', '24h').due, '2026-10-01T10:00:00+08:00')
  assert.equal(json('2026-09-30T16:00', '4wh').due, '2026-10-08T11:00:00+08:00')
  assert.equal(json('2026-09-30T00:00', '24h').due, '2026-10-01T00:00:00+08:00')
})

test('a limit that reaches into a year without a notice says that it is provisional', () => {
  const { status, lines } = due('2040-12-30T10:00', '5wd')
  assert.equal(status, 0)
  assert.ok(lines.some(line => line.startsWith('暂定')) && lines.some(line => line.startsWith('Provisional')))
  assert.equal(json('2040-12-30T10:00', '5wd').provisional, true)
})

test('another zone, an offset, an office that closes', () => {
  assert.equal(
    json('2026-10-12T10:00', '1wd', '--zone', 'Europe/Berlin').due,
    '2026-10-13T23:59:59.999+02:00',
  )
  assert.equal(json('2026-10-12T20:00Z', '1wd').due, '2026-10-14T23:59:59.999+08:00')
  assert.equal(json('2026-09-30T10:00', '5wd', '--close').due, '2026-10-13T18:00:00+08:00')
})

test('pauses are left out; one that lasts says what remains', () => {
  const pauses = [
    '--pause',
    '2026-10-08T09:00/2026-10-09T12:00',
    '--pause',
    '2026-10-12T09:00/2026-10-12T10:00',
  ]
  assert.equal(json('2026-09-30T10:00', '5wd', ...pauses).due.slice(0, 10), '2026-10-16')
  const open = json('2026-09-30T10:00', '5wd', '--pause', '2026-10-09T09:00/')
  assert.deepEqual([open.due, open.paused, open.remaining], [null, true, '4wd'])
  assert.match(due('2026-09-30T10:00', '5wd', '--pause', '2026-10-09T09:00/').lines[0]!, /暂停.*4 个工作日/)
})

test('a place’s own days come from its calendar file, and a mistake in it is named with its line', () => {
  const good = join(root, 'config/calendars/guangxi.yaml')
  assert.equal(json('2025-03-28T10:00', '3wd', '--calendar', good).due.slice(0, 10), '2025-04-07')
  const bad = join(folder, 'bad.yaml')
  writeFileSync(bad, 'days:\n  - { day: 2026-13-01, workday: false, name: x }\n')
  const { status, stderr } = due('2025-03-28T10:00', '3wd', '--calendar', bad)
  assert.equal(status, 65)
  assert.match(stderr, /bad\.yaml, line 2: '2026-13-01' is not a day/)
})

test('bad input is refused with a sentence, not with a stack', () => {
  const cases: [string[], number, RegExp][] = [
    [[], 64, /due takes a moment and a limit/],
    [['2026-09-30T10:00'], 64, /due takes a moment and a limit/],
    [['2026-09-30T10:00', '5wd', 'more'], 64, /due takes a moment and a limit/],
    [['2026-09-30T10:00', '5wd', '--wrong'], 64, /--wrong/],
    [['yesterday', '5wd'], 65, /'yesterday' is not a moment/],
    [['2026-02-30T10:00', '5wd'], 65, /'2026-02-30T10:00' is not a moment/],
    [['2026-09-30T10:00', '5 weeks'], 65, /'5 weeks' is not a limit/],
    [['2026-09-30T10:00', '0wd'], 65, /must be more than 0/],
    [['0001-01-01T00:00', '5wd'], 65, /0001-01-01 lies outside the years 1990 to 2100/],
    [['9999-12-31T23:00', '5wd'], 65, /9999-12-31 lies outside/],
    [['2026-09-30T10:00', '5wd', '--zone', 'Mars/X'], 65, /'Mars\/X' is not a time zone/],
    [['2026-09-30T10:00', '5wd', '--pause', 'lunch'], 65, /'lunch' is not a pause/],
    [['2026-09-30T10:00', '5wd', '--calendar', 'none.yaml'], 65, /none.yaml can't be read \(ENOENT\)/],
  ]
  for (const [args, status, message] of cases) {
    const answer = due(...args)
    assert.equal(answer.status, status, args.join(' '))
    assert.match(answer.stderr, message)
    assert.doesNotMatch(answer.stderr, /\n\s+at /)
  }
})
