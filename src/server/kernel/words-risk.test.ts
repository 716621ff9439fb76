import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { riskOf } from '../../domain/text/risk.ts'
import { openRiskLists } from './words-risk.ts'

const folderWith = (yaml: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yidan-words-'))
  writeFileSync(join(folder, 'risk.yaml'), yaml)
  return folder
}

test('the lists that come with the product alert to what the field alerts to', () => {
  const lists = openRiskLists()
  const cases = [
    ['我不想活了', 'suicide'],
    ['业主们商量明天堵路', 'crowd'],
    ['再不解决我就进京上访', 'petition'],
    ['有人泼汽油威胁', 'violence'],
    ['后山塌方，两户被困', 'danger'],
    ['整栋楼都有煤气味', 'gas'],
    ['幼儿园十几个孩子上吐下泻', 'poisoning'],
    ['包工头跑了，血汗钱没着落', 'wages'],
    ['孩子遭到校园霸凌', 'minor'],
    ['老人被非法集资骗光', 'fraud'],
    ['外籍邻居被打伤', 'foreign'],
  ]
  for (const [told, group] of cases) {
    assert.ok(
      riskOf(told!, lists).some(risk => risk.group === group),
      `${told} → ${group}`,
    )
  }
})

test('there are about as many risk words as the field uses, none twice in a group, every group named twice', () => {
  const lists = openRiskLists()
  const words = lists.flatMap(list => list.words)
  assert.ok(words.length >= 170 && words.length <= 260, String(words.length))
  for (const list of lists) {
    assert.equal(new Set(list.words).size, list.words.length, list.group)
    assert.ok(list.zh && list.en)
  }
})

test('a wrong entry is refused with its file, its place and its field', () => {
  assert.throws(() => openRiskLists(folderWith('group: x')), /risk\.yaml must be a list/)
  assert.throws(
    () => openRiskLists(folderWith('- group: a\n  zh: 甲\n  en: A\n  words: 自杀')),
    /entry 1: words/,
  )
  assert.throws(() => openRiskLists(folderWith('- {group: a, zh: 甲, words: [b]}')), /entry 1: en/)
  assert.throws(() => openRiskLists(folderWith('- 自杀')), /entry 1: the entry/)
  assert.throws(() => openRiskLists(mkdtempSync(join(tmpdir(), 'yidan-words-'))), /risk\.yaml/)
})
