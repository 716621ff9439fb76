/** How a city's paper looks, as data: heads, number series, seal, fonts, end notes, templates of its own. One version is one row. */
import Type, { type Static } from 'typebox'
import { DOCUMENT_KINDS, type DocumentKind } from './kinds.ts'

const closed = { additionalProperties: false }
const Line = Type.String({ minLength: 1, maxLength: 200 })
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Families in the order they are tried, and how heavy: 仿宋 400, 黑体 700 … */
export const Face = Type.Object(
  {
    families: Type.Array(Line, { minItems: 1, maxItems: 8 }),
    weight: Type.Integer({ minimum: 100, maximum: 900 }),
  },
  closed,
)
export type Face = Static<typeof Face>

export const FACES = ['fangsong', 'kaiti', 'heiti', 'song', 'biaosong'] as const
export type FaceName = (typeof FACES)[number]
export const Fonts = Type.Object(
  { fangsong: Face, kaiti: Face, heiti: Face, song: Face, biaosong: Face },
  closed,
)
export type Fonts = Static<typeof Fonts>

export const KindSettings = Type.Object(
  {
    /** 发文机关标志, as it is printed in red. */
    head: Line,
    /** 单名, as it is printed: a city may call its red sheet 督办通知单 (LL-41); the usual name when left out. */
    name: Type.Optional(Line),
    /** Which series its numbers come from. */
    series: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
    /** A sheet bears the seal by itself; on papers it is asked for each time. */
    seal: Type.Boolean(),
    /** The first sentence of a sheet. */
    opening: orNull(Type.String({ minLength: 1, maxLength: 1000 })),
    /** 附注 with {{fields}}: what lateness will cost (LL-38). */
    endNote: orNull(Type.String({ minLength: 1, maxLength: 1000 })),
    /** The city's own template, in Typst; null for the shipped one. */
    template: orNull(Type.String({ minLength: 1, maxLength: 100_000 })),
  },
  closed,
)
export type KindSettings = Static<typeof KindSettings>

export const SERIES_PATTERN = '^[^{}]*(\\{year\\}[^{}]*)?\\{no\\}[^{}]*$'

const kinds = Object.fromEntries(DOCUMENT_KINDS.map(kind => [kind, KindSettings])) as Record<
  DocumentKind,
  typeof KindSettings
>

export const DocumentSettings = Type.Object(
  {
    /** 发文机关, its full name: what signs. */
    agency: Line,
    /** 印发机关. */
    printer: Line,
    /** Whom to ask, on sheets; empty for nobody. */
    contact: Type.String({ maxLength: 200 }),
    /** Where the public pages stand, for the code on the paper. */
    address: Type.String({ pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*[^\\s/?#])?$', maxLength: 200 }),
    /** 版记 on the last even side, for paper printed on both. */
    evenImprint: Type.Boolean(),
    /** Diameter of the seal in millimetres: 42 for a department, 45 for a city. */
    sealSize: Type.Number({ minimum: 20, maximum: 60 }),
    /** SHA-256 of its picture, in hex; null for none. */
    seal: orNull(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    fonts: Fonts,
    series: Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
      Type.Object({ name: Line, pattern: Type.String({ pattern: SERIES_PATTERN, maxLength: 60 }) }, closed),
    ),
    kinds: Type.Object(kinds, closed),
  },
  closed,
)
export type DocumentSettings = Static<typeof DocumentSettings>
