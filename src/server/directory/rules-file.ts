/** Reads rules from YAML: a file of its own, or a preset with what is different; wrong values are named by their line. */
import { readdir, readFile } from 'node:fs/promises'
import { problemsOf } from '../../domain/policy/check.ts'
import type { RulesProblem } from '../../domain/policy/problem.ts'
import { Rules } from '../../domain/policy/rules.ts'
import { found, type Problem } from './files/problem.ts'
import { shapeProblems } from './files/shape.ts'
import { type Path, readYaml, type YamlFile } from './files/yaml.ts'

const PRESETS = new URL('../../../config/presets/', import.meta.url)

export interface RulesReading {
  /** Null when there are problems. */
  rules: Rules | null
  problems: Problem[]
  /** Where a value stands: for what can only be checked together with other files. */
  placeOf: (path: Path) => Omit<Problem, 'message'>
}

/** The names that `preset:` and `extends:` may have. */
export async function presetNames(): Promise<string[]> {
  return (await readdir(PRESETS))
    .filter(f => f.endsWith('.yaml'))
    .map(f => f.slice(0, -'.yaml'.length))
    .sort()
}

/** The rules of one of the shipped presets; throws when there is no such preset. */
export async function presetRules(name: string): Promise<Rules> {
  const { rules, problems } = await readRules('rules.yaml', `preset: ${JSON.stringify(name)}\n`)
  if (!rules) throw new Error(problems[0]?.message ?? `no preset '${name}'`)
  return rules
}

/** `preset: shandong` plus overrides, or all rules in full. Objects are merged, lists replaced, null takes a key away. */
export async function readRules(name: string, text: string): Promise<RulesReading> {
  const layers = await layersOf(readYaml(name, text))
  const problems = layers.flatMap(l => l.problems)
  if (problems.length > 0) return { rules: null, problems, placeOf: path => placeIn(layers, path) }
  const merged = layers.reduce<unknown>((below, layer) => merge(below, ownValues(layer)), {})
  return checked(merged, layers)
}

/** The same checks for rules that don't come from a file, e.g. over the API; the problems' `column` is the path. */
export function checkRules(value: unknown): RulesReading {
  return checked(value, [{ name: 'rules', value, find: () => ({ line: 1, depth: 0 }), problems: [] }])
}

function checked(value: unknown, layers: readonly YamlFile[]): RulesReading {
  const placeOf = (path: Path) => placeIn(layers, path)
  const shape = shapeProblems(Rules, value)
  const wrong: RulesProblem[] = shape.length > 0 ? shape : problemsOf(value as Rules)
  const problems = wrong.map(({ path, message, zh }) => ({ ...placeOf(path), message, ...(zh && { zh }) }))
  return { rules: problems.length > 0 ? null : (value as Rules), problems, placeOf }
}

/** The layer written last that has the path, or the most of it. */
function placeIn(layers: readonly YamlFile[], path: Path): Omit<Problem, 'message'> {
  const places = layers.map(layer => ({ file: layer.name, ...layer.find(path) })).reverse()
  const deepest = Math.max(...places.map(p => p.depth))
  const { file, line } = places.find(p => p.depth === deepest)!
  return { file, line, column: path.join('.') }
}

/** The file and the presets below it, the lowest first. */
async function layersOf(file: YamlFile): Promise<YamlFile[]> {
  const layers = [file]
  const seen = new Set<string>()
  for (let name = parentOf(file); name !== undefined; name = parentOf(layers[0]!)) {
    const parent = seen.has(String(name)) ? null : await readPreset(name)
    if (!parent) return [...layers, notAPreset(layers[0]!, name, await presetNames())]
    seen.add(String(name))
    layers.unshift(parent)
  }
  return layers
}

const PARENT_KEYS = ['preset', 'extends'] as const

const parentOf = ({ value }: YamlFile): unknown =>
  isObject(value) ? PARENT_KEYS.map(key => value[key]).find(name => name !== undefined) : undefined

async function readPreset(name: unknown): Promise<YamlFile | null> {
  if (typeof name !== 'string' || !(await presetNames()).includes(name)) return null
  return readYaml(`presets/${name}.yaml`, await readFile(new URL(`${name}.yaml`, PRESETS), 'utf8'))
}

function notAPreset(file: YamlFile, name: unknown, known: string[]): YamlFile {
  const column = PARENT_KEYS.find(key => isObject(file.value) && file.value[key] !== undefined) ?? 'preset'
  const message = `${column} ${found(name)} is not one of ${known.join(', ')}`
  return { ...file, problems: [{ file: file.name, line: file.find([column]).line, column, message }] }
}

function ownValues({ value }: YamlFile): unknown {
  if (!isObject(value)) return value
  const { preset: _preset, extends: _extends, ...own } = value
  return own
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merge(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above
  const merged = { ...below }
  for (const [key, value] of Object.entries(above))
    if (value === null) delete merged[key]
    else merged[key] = merge(merged[key], value)
  return merged
}
