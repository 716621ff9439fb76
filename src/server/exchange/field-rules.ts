/** What one field of an appeal is, by the mapping's rule, from one row of the source. */
import { createHash } from 'node:crypto'
import type { Instant } from '../../domain/instant.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { dateReader } from './dates.ts'
import type { FieldName, Rule } from './mapping.ts'

/** A row of the source by column; JSON values may be nested. */
export type SourceRow = Record<string, unknown>

/** Why a row can't be taken, with the field at fault. Chinese, then English. */
export class RowFault extends Error {
  field: string
  constructor(field: string, zh: string, en: string) {
    super(`${field}: ${zh} ${en}`)
    this.field = field
  }
}

export const shown = (text: string): string => `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`

/** A function per field, made once for a mapping. Answers '' for nothing. */
export type FieldText = (row: SourceRow) => string

export function fieldText(field: FieldName, rule: Rule): FieldText {
  const read = sourceOf(rule)
  const steps = [cutBy(rule.pattern), valuesBy(field, rule)].filter(step => step !== null)
  const empty = new Set(rule.empty ?? [])
  return row => {
    let text = read(row)
    if (empty.has(text.trim())) text = ''
    for (const step of steps) text = step(text)
    if (text.trim() === '') text = rule.default === undefined ? '' : String(rule.default)
    return rule.cut === undefined ? text : firstOf(text, rule.cut)
  }
}

function sourceOf(rule: Rule): FieldText {
  if (rule.constant !== undefined) return () => String(rule.constant)
  if (rule.template !== undefined) return templated(rule.template)
  if (rule.digest) return digestOf(rule.digest)
  const columns = [rule.from ?? []].flat()
  return row => {
    for (const column of columns) {
      const text = textAt(row, column)
      if (text.trim() !== '') return text
    }
    return ''
  }
}

/** `{{column}}` by its value. */
function templated(template: string): FieldText {
  return row =>
    template.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, column: string) => textAt(row, column)).trim()
}

/** An id for rows that have none: the same values always give the same one. */
function digestOf(columns: readonly string[]): FieldText {
  return row => {
    const values = columns.map(c => textAt(row, c))
    if (values.every(v => v === '')) return ''
    return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22)
  }
}

/** A column, or a path with dots into nested JSON; the column of that whole name comes first. */
function textAt(row: SourceRow, column: string): string {
  if (Object.hasOwn(row, column)) return textOf(row[column])
  if (!column.includes('.')) return ''
  let value: unknown = row
  for (const key of column.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as SourceRow)[key]
        : undefined
  return textOf(value)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return Array.isArray(value)
    ? value.map(textOf).join(',')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}

type Cut = (text: string) => string

/** The first group of a pattern, or what it matched; nothing when it doesn't match. */
function cutBy(pattern: string | undefined): Cut | null {
  if (pattern === undefined) return null
  const compiled = new RegExp(pattern, 'u')
  return text => {
    const found = compiled.exec(text.slice(0, 20_000))
    return found ? (found[1] ?? found[0]) : ''
  }
}

function valuesBy(field: FieldName, { values, otherwise }: Rule): Cut | null {
  if (!values) return null
  const known = new Map(Object.entries(values).map(([from, to]) => [from, String(to)]))
  return text => {
    const key = text.trim()
    const to = known.get(key)
    if (to !== undefined || key === '') return to ?? ''
    if (otherwise !== undefined) return String(otherwise)
    throw new RowFault(field, '值表里没有', `not in the mapping's values: ${shown(key)}`)
  }
}

function firstOf(text: string, most: number): string {
  const clean = text.trim()
  return clean.length > most
    ? `${clean
        .slice(0, most)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : clean
}

/** The moment a text stands for, in the first format that fits; RowFault names the field and the formats. */
export function momentOf(field: FieldName, text: string, formats: readonly string[], zone: Zone): Instant {
  for (const format of formats) {
    const at = dateReader(format)(text.trim(), zone)
    if (at !== null) return at
  }
  throw new RowFault(field, '不是日期', `is not a date like ${formats.join(' or ')}: ${shown(text)}`)
}
