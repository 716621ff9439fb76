/** What must hold between a city's files: every code that is used exists, trees are trees, duties are clear. */
import { SEPARATE_ROLES } from '../../domain/access/roles.ts'
import { isBelowFloor, kindsAbove, mayLieUnder } from '../../domain/directory/unit-kinds.ts'
import type { RulesProblem } from '../../domain/policy/problem.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import { type CityReading, type PartName, TABLES } from './city-files.ts'
import { type Finding, type Lookup, lookupOf, loopFindings, referenceFindings } from './city-references.ts'
import type { Problem } from './files/problem.ts'

type Lookups = Record<'unit' | 'region' | 'grid' | 'category' | 'channel' | 'person', Lookup | null>

/** Everything wrong across files. What a broken file would have said is left out, so that one slip gives one message. */
export function cityProblems(city: CityReading): Problem[] {
  const known = lookupsOf(city)
  const findings: Partial<Record<PartName, Finding[]>> = {
    units: unitFindings(city, known),
    regions: [...referenceFindings(city.regions, { parent: known.region }), ...loopFindings(city.regions)],
    grids: referenceFindings(city.grids, { region: known.region, unit: known.unit }),
    categories: categoryFindings(city, known),
    channels: channelFindings(city, known),
    hotlines: referenceFindings(city.hotlines, { owner: known.unit, channel: known.channel }),
    people: referenceFindings(city.people, { unit: known.unit }),
    grants: grantFindings(city, known),
    organisations: referenceFindings(city.organisations, {
      unit: known.unit,
      region: known.region,
      grid: known.grid,
    }),
    catalogue: catalogueFindings(city, known),
  }
  const ofTables = Object.entries(findings).flatMap(([part, list]) =>
    list.map(([line, column, message]) => ({ file: TABLES[part as PartName].file, line, column, message })),
  )
  return [...ofTables, ...ruleProblems(city)]
}

function lookupsOf(city: CityReading): Lookups {
  const broken = new Set(city.problems.map(p => p.file))
  const of = (what: string, part: 'units' | 'regions' | 'grids' | 'categories' | 'channels' | 'people') =>
    broken.has(TABLES[part].file) ? null : lookupOf(what, city[part])
  return {
    unit: of('unit', 'units'),
    region: of('region', 'regions'),
    grid: of('grid', 'grids'),
    category: of('category', 'categories'),
    channel: of('channel', 'channels'),
    person: dormantToo(of('person', 'people')),
  }
}

/** Somebody who has left may keep their roles in the list; without an active account they mean nothing. */
const dormantToo = (lookup: Lookup | null): Lookup | null => lookup && { ...lookup, active: lookup.all }

function unitFindings({ units }: CityReading, known: Lookups): Finding[] {
  const byCode = new Map(units.map(u => [u.code, u]))
  const tops = units.filter(u => u.parent === null)
  const misplaced = units.flatMap((u): Finding[] => {
    const parent = byCode.get(u.parent ?? '')
    if (!parent || mayLieUnder(u.kind, parent.kind)) return []
    const where = kindsAbove(u.kind).join(', ') || 'nothing'
    return [
      [u.line, 'parent', `a ${u.kind} can't lie under ${parent.kind} '${parent.code}', only under ${where}`],
    ]
  })
  const top: Finding[] =
    known.unit === null || tops.length === 1
      ? []
      : [[tops[1]?.line ?? 1, 'parent', `exactly one unit is without a parent; found ${tops.length}`]]
  return [...referenceFindings(units, { parent: known.unit }), ...loopFindings(units), ...misplaced, ...top]
}

function categoryFindings({ categories }: CityReading, known: Lookups): Finding[] {
  const byCode = new Map(categories.map(c => [c.code, c]))
  const levelOf = (code: string | null, seen = 0): number =>
    code === null || seen > 4 ? 0 : 1 + levelOf(byCode.get(code)?.parent ?? null, seen + 1)
  const misplaced = categories.flatMap((c): Finding[] => {
    if (c.parent !== null && (!c.code.startsWith(c.parent) || c.code === c.parent))
      return [
        [c.line, 'code', `code '${c.code}' must begin with its parent's code '${c.parent}' and be longer`],
      ]
    return levelOf(c.code) > 4
      ? [[c.line, 'parent', `'${c.code}' would be on a fifth level; there are four`]]
      : []
  })
  return [...referenceFindings(categories, { parent: known.category }), ...misplaced]
}

const channelFindings = ({ channels }: CityReading, known: Lookups): Finding[] => [
  ...referenceFindings(channels, { owner: known.unit }),
  ...channels
    .filter(c => c.kind === 'externalPlatform' && c.externalPlatform === null)
    .map(
      (c): Finding => [
        c.line,
        'externalPlatform',
        'externalPlatform is empty; name the platform its messages come from',
      ],
    ),
]

function grantFindings({ grants }: CityReading, known: Lookups): Finding[] {
  const separate = SEPARATE_ROLES as readonly string[]
  const held = new Map<string, string>()
  const conflicts = grants.flatMap((g): Finding[] => {
    if (!separate.includes(g.role)) return []
    const other = held.get(g.person) ?? g.role
    held.set(g.person, other)
    return other === g.role
      ? []
      : [[g.line, 'role', `'${g.person}' is ${other} already; ${separate.join(', ')} are three people`]]
  })
  return [...referenceFindings(grants, { person: known.person, unit: known.unit }), ...conflicts]
}

function catalogueFindings({ catalogue, units }: CityReading, known: Lookups): Finding[] {
  const kinds = new Map(units.map(u => [u.code, u.kind]))
  const leads = new Map<string, string>()
  const unclear = catalogue.flatMap((entry): Finding[] => {
    const kind = kinds.get(entry.unit)
    const place = `category '${entry.category}'${entry.region ? ` in region '${entry.region}'` : ''}`
    const first = leads.get(place)
    if (kind && isBelowFloor(kind, entry.floor))
      return [
        [entry.line, 'floor', `unit '${entry.unit}' is a ${kind}, lower than its own floor '${entry.floor}'`],
      ]
    if (entry.role === 'lead') leads.set(place, first ?? entry.unit)
    return entry.role === 'lead' && first !== undefined
      ? [[entry.line, 'role', `${place} has a lead unit already, '${first}'; the others assist`]]
      : []
  })
  const { category, region, unit } = known
  return [...referenceFindings(catalogue, { category, region, unit }), ...unclear]
}

function ruleProblems({ rules, rulesPlaceOf, categories, problems }: CityReading): Problem[] {
  if (!rules || !rulesPlaceOf || problems.some(p => p.file === TABLES.categories.file)) return []
  return cityRuleProblems(rules, categories).map(({ path, message }) => ({ ...rulesPlaceOf(path), message }))
}

/** Rules match categories by the beginning of the code: one that nothing begins with would silently never hold. */
export function cityRuleProblems(rules: Rules, categories: readonly { code: string }[]): RulesProblem[] {
  const whens = [
    ...rules.limitClasses.map((r, i) => ({ when: r.when, path: ['limitClasses', i] })),
    ...rules.steps.map((r, i) => ({ when: r.when, path: ['steps', i] })),
  ]
  return whens.flatMap(({ when, path }) =>
    (when.categories ?? []).flatMap((prefix, i) =>
      categories.some(c => c.code.startsWith(prefix))
        ? []
        : [{ path: [...path, 'when', 'categories', i], message: `no category begins with '${prefix}'` }],
    ),
  )
}
